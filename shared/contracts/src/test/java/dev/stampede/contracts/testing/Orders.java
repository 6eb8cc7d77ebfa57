package dev.stampede.contracts.testing;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orders to test with: {@code Orders.reserved("1", Orders.line("TEA", 2))}. */
public final class Orders {

    public static final Instant NOW = TestEnvironment.NOW;
    public static final Duration HOLD = Duration.ofMinutes(15);

    private Orders() {}

    /** The key of {@link #id}. */
    public static OrderKey key(String name) {
        return OrderKey.ofKey("test", name);
    }

    /** An order id that is the same for the same name. */
    public static OrderId id(String name) {
        return key(name).orderId();
    }

    /** A line at 10.00 EUR each. */
    public static OrderLine line(String sku, int quantity) {
        return new OrderLine(
                new Sku(sku), new ProductId("product-" + sku), "Name of " + sku, new Money(1000, "EUR"), quantity);
    }

    /** The first fact of a guest's order that pays with {@code tok_approve}. */
    public static OrderPlaced placedFact(OrderLine... lines) {
        var total = Breakdown.none("EUR", Stream.of(lines).map(OrderLine::priced).toList()).charged();
        var address = address("1 Main Street", "Springfield");
        var contact = new Contact("buyer@example.com", "Bo Buyer", address);
        return new OrderPlaced(List.of(lines), total, null, null, "hash", contact, "tok_approve", null);
    }

    /** An address in Illinois. */
    public static Contact.Address address(String line1, String city) {
        return new Contact.Address(null, null, line1, null, city, "IL", "12345", "US", null);
    }

    public static Order placed(String name, OrderLine... lines) {
        return log(name, placedFact(lines));
    }

    /** Placed, and reserved from shard 0 of each SKU. */
    public static Order reserved(String name, OrderLine... lines) {
        return log(name, placedFact(lines), reservedFact(lines));
    }

    public static StockReserved reservedFact(OrderLine... lines) {
        var allocations = Stream.of(lines)
                .map(line -> new Allocation(line.sku(), 0, line.quantity()))
                .toList();
        return new StockReserved(allocations, NOW.plus(HOLD));
    }

    /** The order with these facts, which are one second apart from {@link #NOW}. */
    public static Order log(String name, Fact... facts) {
        return Order.of(IntStream.range(0, facts.length)
                .mapToObj(seq -> new RecordedFact(id(name), seq, NOW.plusSeconds(seq), "", facts[seq]))
                .toList());
    }
}

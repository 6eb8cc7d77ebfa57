package dev.stampede.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.OrderIndex;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbOrderIndexTest {

    private static LocalDynamoDb database;

    private final OrderIndex index = new DynamoDbOrderIndex(database.client(), "OrdersTable");

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("OrdersTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("OrdersTable");
    }

    @Test
    void ofCustomer_ordersOfManyCustomers_shouldGiveOnlyTheirsNewestFirst() {
        var mine = IntStream.range(0, 5)
                .mapToObj(n -> place("mine-" + n, "customer-1", Orders.NOW.plus(Duration.ofDays(n))))
                .toList();
        place("other", "customer-2", Orders.NOW);
        place("guest", null, Orders.NOW);

        assertThat(allPages(after -> index.ofCustomer("customer-1", after, 2))).isEqualTo(mine.reversed());
        assertThat(index.ofCustomer("customer-3", null, 2).orders()).isEmpty();
    }

    @Test
    void ofCustomer_ordersOfTheSameMillisecond_shouldGiveEachOnce() {
        var placed = IntStream.range(0, 9).mapToObj(n -> place("order-" + n, "customer-1", Orders.NOW)).toList();

        assertThat(allPages(after -> index.ofCustomer("customer-1", after, 2)))
                .containsExactlyInAnyOrderElementsOf(placed);
    }

    private static List<OrderId> allPages(Function<@Nullable String, OrderIndex.Page> pages) {
        var orders = new ArrayList<OrderId>();
        var page = pages.apply(null);
        orders.addAll(page.orders());
        while (page.next().isPresent()) {
            page = pages.apply(page.next().get());
            orders.addAll(page.orders());
        }
        return orders;
    }

    private static OrderId place(String name, @Nullable String customerId, Instant at) {
        var sample = Orders.placedFact(Orders.line("TEA", 1));
        var log = new DynamoDbOrderLog(database.client(), "OrdersTable", Clock.fixed(at, ZoneOffset.UTC),
                TestEnvironment.BACKOFF);
        log.place(Orders.id(name), new OrderPlaced(
                sample.lines(), sample.total(), customerId, null, "hash", sample.contact(), sample.paymentToken(),
                null));
        return Orders.id(name);
    }
}

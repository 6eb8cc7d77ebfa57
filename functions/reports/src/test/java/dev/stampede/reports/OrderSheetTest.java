package dev.stampede.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of three teas at 9.99 and a mug at 12.49, with ten percent off, shipping for 4.90 and a tax of 10 percent. */
class OrderSheetTest {

    private static final Actor ADMIN = Actor.admin("owner");
    private static final int ORDERS = 40;
    private static final int STEPS = 25;

    @Test
    void sales_refundOfLines_shouldCountForTheseLines() {
        var order = with(paid("1", true), refund(RefundReason.SHOP, 1798L, units("TEA", 2)));
        order = with(order, new Refunded(new Money(1798, "EUR"), "refund", order.nextSeq() - 1));

        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedUnits").asInt()).isEqualTo(2);
        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedTotal").asInt()).isEqualTo(1798);
        assertThat(row(OrderSheet.SALES, order, "MUG").path("refundedTotal").asInt()).isZero();
        // Of the line's total of 26.97 with its tax of 2.45, the part of what was refunded.
        assertThat(taxes(order).path("refundedAmount").asInt()).isEqualTo(163);
    }

    @Test
    void sales_refundOfAnAmount_shouldBeDividedOverLinesAndShipping() {
        var order = with(paid("1", true), refund(RefundReason.SHOP, 1000L, List.of()));
        order = with(order, new Refunded(new Money(1000, "EUR"), "refund", order.nextSeq() - 1));

        // 26.97, 11.24 and 4.90 of 43.11
        assertThat(rows(OrderSheet.SALES, List.of(order)))
                .extracting(row -> row.path("sku").asText(), row -> row.path("refundedTotal").asInt())
                .containsExactly(
                        tuple("", 114),
                        tuple("MUG", 261),
                        tuple("TEA", 625));
        assertThat(rows(OrderSheet.SALES, List.of(order))).allMatch(row -> row.path("refundedUnits").asInt() == 0);
    }

    @Test
    void sales_returnThatWasPaidBack_shouldCountItsUnits() {
        var order = with(
                paid("1", true), new OrderShipped("Carrier", null, ADMIN),
                new ReturnRequested(units("MUG", 1), null, null, Actor.GUEST));
        var id = order.nextSeq() - 1;
        order = with(
                order, new ReturnApproved(id, ADMIN),
                new ReturnReceived(id, units("MUG", 1), units("MUG", 1), ADMIN),
                new RefundRequested(
                        RefundReason.RETURNED, new Money(1124, "EUR"), units("MUG", 1), null, id, null, null, null,
                        null));
        assertThat(row(OrderSheet.SALES, order, "MUG").path("refundedUnits").asInt()).as("not paid yet").isZero();

        order = with(order, new Refunded(new Money(1124, "EUR"), "refund", order.nextSeq() - 1));

        assertThat(row(OrderSheet.SALES, order, "MUG").path("refundedUnits").asInt()).isEqualTo(1);
        assertThat(row(OrderSheet.SALES, order, "MUG").path("refundedTotal").asInt()).isEqualTo(1124);
    }

    @Test
    void sales_orderThatCostsNothing_shouldCount() {
        var free = new OrderPlaced(
                Orders.placedFact(Orders.line("TEA", 1)).lines(), new Money(0, "EUR"), null, null, "hash",
                Orders.placedFact(Orders.line("TEA", 1)).contact(), null, null, null,
                Breakdown.of(Quote.of(
                        new Basket("EUR", List.of(new Basket.Line(new Sku("TEA"), 1000, 1, Goods.USUAL)),
                                Buyer.guest(Orders.NOW), null, null),
                        SampleRules.included().with(List.of(SampleRules.amountOff("All free", null, 1000)))).totals()));
        var order = Orders.log(
                "free", free, Orders.reservedFact(Orders.line("TEA", 1)),
                new PaymentCaptured(0, new Money(0, "EUR"), "none"));

        assertThat(row(OrderSheet.SALES, order, "TEA").path("units").asInt()).isEqualTo(1);
        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedUnits").asInt()).isZero();
        order = with(order, new RefundRequested(RefundReason.SHOP, ADMIN));
        order = with(order, new Refunded(new Money(0, "EUR"), "none", order.nextSeq() - 1));
        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedUnits").asInt()).isEqualTo(1);
    }

    @Test
    void sales_orderThatIsOnlyAuthorized_shouldNotCount() {
        var order = authorized();

        assertThat(rows(OrderSheet.ORDERS, List.of(order)).getFirst().path("paid").asInt()).isZero();
        assertThat(sums(OrderSheet.SALES, order)).isEmpty();
        assertThat(sums(OrderSheet.TAXES, order)).isEmpty();
    }

    @Test
    void sales_unitsThatWereCancelledBeforeTheCapture_shouldCountAsPaidBack() {
        var order = authorized();
        var total = order.placed().total().amount();
        var price = order.price(units("TEA", 2));
        order = with(
                order,
                new UnitsCancelled(
                        units("TEA", 2), new Money(price, "EUR"), units("TEA", 2), null, null, "admin", "owner"),
                new PaymentCaptured(0, new Money(total - price, "EUR"), "charge"));

        var sheet = rows(OrderSheet.ORDERS, List.of(order)).getFirst();
        assertThat(sheet.path("paid").asLong()).isEqualTo(total - price);
        assertThat(sheet.path("refunded").asLong()).isZero();
        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedUnits").asInt()).isEqualTo(2);
        assertThat(row(OrderSheet.SALES, order, "TEA").path("refundedTotal").asLong()).isEqualTo(price);
        assertThat(row(OrderSheet.SALES, order, "MUG").path("refundedTotal").asLong()).isZero();
        var sales = rows(OrderSheet.SALES, List.of(order));
        assertThat(sum(sales, row -> row.path("total").asLong() - row.path("refundedTotal").asLong()))
                .isEqualTo(total - price);
    }

    private static Order authorized() {
        var paid = paid("1", true);
        return Orders.log(
                "1", paid.placed(), Orders.reservedFact(Orders.line("TEA", 3), Orders.line("MUG", 1)),
                new PaymentAuthorized(0, paid.placed().total(), "charge", Orders.NOW.plusSeconds(600_000)));
    }

    private static String sums(OrderSheet sheet, Order order) {
        var rows = new Rows(ReportFormat.JSONL, sheet.columns());
        var sums = new Sums();
        sheet.add(order, rows, sums);
        sheet.endDay(rows, sums);
        sheet.end(rows, sums);
        return new String(rows.toBytes(), StandardCharsets.UTF_8);
    }

    /** Whatever admins and customers did, in whatever order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void reports_shouldAddUpToTheLog(long seed) {
        var random = new Random(seed);
        var orders = IntStream.range(0, ORDERS)
                .mapToObj(index -> history(paid("" + index, random.nextBoolean()), random))
                .toList();
        var facts = orders.stream().flatMap(order -> order.facts().stream()).map(RecordedFact::fact).toList();
        var captured = sum(facts, fact -> fact instanceof PaymentCaptured payment ? payment.amount().amount() : 0);
        var refunded = sum(facts, fact -> switch (fact) {
            case Refunded refund -> refund.amount().amount();
            case RefundSettled refund -> refund.amount().amount();
            default -> 0;
        });
        assertThat(refunded).isPositive().isLessThan(captured);

        var sales = rows(OrderSheet.SALES, orders);
        assertThat(sum(sales, row -> row.path("total").asLong())).isEqualTo(captured);
        assertThat(sum(sales, row -> row.path("refundedTotal").asLong())).isEqualTo(refunded);
        assertThat(sales).allMatch(row -> row.path("refundedTotal").asLong() <= row.path("total").asLong()
                && row.path("refundedUnits").asLong() <= row.path("units").asLong());
        var rows = rows(OrderSheet.ORDERS, orders);
        assertThat(sum(rows, row -> row.path("paid").asLong())).isEqualTo(captured);
        assertThat(sum(rows, row -> row.path("refunded").asLong())).isEqualTo(refunded);
        var tax = rows(OrderSheet.TAXES, orders).getFirst();
        assertThat(sum(sales, row -> row.path("tax").asLong())).isEqualTo(tax.path("amount").asLong());
        assertThat(tax.path("refundedAmount").asLong()).isPositive().isLessThan(tax.path("amount").asLong());

        var whole = orders.stream().filter(order -> order.refunded() == order.placed().total().amount()).toList();
        assertThat(whole).isNotEmpty();
        assertThat(rows(OrderSheet.TAXES, whole)).allSatisfy(row -> {
            assertThat(row.path("refundedAmount")).isEqualTo(row.path("amount"));
            assertThat(row.path("refundedTaxable")).isEqualTo(row.path("taxable"));
        });
        assertThat(rows(OrderSheet.SALES, whole))
                .allSatisfy(row -> assertThat(row.path("refundedTotal")).isEqualTo(row.path("total")));
    }

    private static Order history(Order paid, Random random) {
        var order = paid;
        for (var step = 0; step < STEPS; step++) {
            try {
                order = with(order, any(order, random));
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining("does not allow");
            }
        }
        return order;
    }

    private static Fact any(Order order, Random random) {
        var units = random.nextBoolean() ? units("TEA", 1 + random.nextInt(3)) : units("MUG", 1);
        var last = order.nextSeq() - 1;
        var open = order.refunds().stream().filter(refund -> !refund.isPaid()).findFirst();
        return switch (random.nextInt(12)) {
            case 0 -> new OrderShipped(null, null, null, units, null, "admin", "owner");
            case 1 -> refund(RefundReason.SHOP, random.nextLong(1, 900), List.of());
            case 2, 3 -> refund(RefundReason.SHOP, random.nextLong(1, 1500), units);
            case 4 -> random.nextInt(4) == 0
                    ? new RefundRequested(RefundReason.SHOP, ADMIN)
                    : refund(RefundReason.SHOP, 1L, List.of());
            case 5 -> new RefundFailed(open.map(Refund::id).orElse(last), "no_funds");
            case 6 -> new RefundSettled(
                    open.map(Refund::id).orElse(last), open.map(Refund::amount).orElse(new Money(1, "EUR")), null,
                    ADMIN);
            case 7 -> new ReturnRequested(units, null, null, Actor.GUEST);
            case 8 -> new ReturnApproved(last, ADMIN);
            case 9 -> order.returns().isEmpty()
                    ? new ReturnApproved(last, ADMIN)
                    : new ReturnReceived(order.returns().getLast().id(), order.returns().getLast().lines(),
                            List.of(), ADMIN);
            default -> new Refunded(
                    open.map(Refund::amount).orElse(new Money(1, "EUR")), "r", open.map(Refund::id).orElse(last));
        };
    }

    private static RefundRequested refund(RefundReason reason, @Nullable Long amount, List<LineUnits> lines) {
        return new RefundRequested(
                reason, amount == null ? null : new Money(amount, "EUR"), lines, null, null, null, null, "admin",
                "owner");
    }

    private static List<LineUnits> units(String sku, int quantity) {
        return List.of(new LineUnits(new Sku(sku), quantity));
    }

    /** @param included whether prices include the tax */
    private static Order paid(String name, boolean included) {
        var lines = List.of(
                new OrderLine(
                        new Sku("TEA"), Orders.line("TEA", 1).productId(), "Tea", new Money(999, "EUR"), 3),
                new OrderLine(
                        new Sku("MUG"), Orders.line("MUG", 1).productId(), "Mug", new Money(1249, "EUR"), 1));
        var totals = Quote.of(
                new Basket(
                        "EUR",
                        lines.stream()
                                .map(line -> new Basket.Line(
                                        line.sku(), line.unitPrice().amount(), line.quantity(), Goods.USUAL))
                                .toList(),
                        Buyer.guest(Orders.NOW), new Destination("US", "IL"), "standard"),
                (included ? SampleRules.included() : SampleRules.added())
                        .with(List.of(SampleRules.percentOff("Welcome", null, 10))))
                .totals();
        var contact = Orders.placedFact(Orders.line("TEA", 1)).contact();
        var placed = new OrderPlaced(
                lines, totals.charged(), null, null, "hash", contact, "tok_approve", null, null,
                Breakdown.of(totals));
        return Orders.log(
                name, placed, Orders.reservedFact(Orders.line("TEA", 3), Orders.line("MUG", 1)),
                new PaymentCaptured(0, totals.charged(), "charge"));
    }

    private static Order with(Order order, Fact... facts) {
        var longer = order;
        for (var fact : facts) {
            longer = longer.with(new RecordedFact(
                    order.id(), longer.nextSeq(), Orders.NOW.plusSeconds(longer.nextSeq()), "", fact));
        }
        return longer;
    }

    private static JsonNode row(OrderSheet sheet, Order order, String sku) {
        return rows(sheet, List.of(order)).stream().filter(row -> row.path("sku").asText().equals(sku)).findFirst()
                .orElseThrow();
    }

    private static JsonNode taxes(Order order) {
        return rows(OrderSheet.TAXES, List.of(order)).getFirst();
    }

    private static List<JsonNode> rows(OrderSheet sheet, List<Order> orders) {
        var rows = new Rows(ReportFormat.JSONL, sheet.columns());
        var sums = new Sums();
        orders.forEach(order -> sheet.add(order, rows, sums));
        sheet.endDay(rows, sums);
        sheet.end(rows, sums);
        return Stream.of(new String(rows.toBytes(), StandardCharsets.UTF_8).split("\n"))
                .map(line -> Json.read(line, JsonNode.class))
                .toList();
    }

    private static <T> long sum(List<T> all, ToLongFunction<T> amount) {
        return all.stream().mapToLong(amount).sum();
    }
}

package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.testing.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three units of tea and two of milk, at 10.00 each. */
class AfterSaleTest {

    private static final OrderLine TEA = Orders.line("TEA", 3);
    private static final OrderLine MILK = Orders.line("MILK", 2);
    private static final Money TOTAL = new Money(5000, "EUR");
    private static final Actor ADMIN = Actor.admin("owner");
    private static final Order PAID = Orders.log(
            "1", Orders.placedFact(TEA, MILK), Orders.reservedFact(TEA, MILK), new PaymentCaptured(0, TOTAL, "charge"));

    @Test
    void refunds_together_shouldNeverExceedThePayment() {
        var order = with(PAID, amount(3000));

        assertThat(order.refundable()).isEqualTo(2000);
        assertRefused(order, amount(3000));
        assertRefused(order, amount(2001));
        assertRefused(order, new RefundRequested(
                RefundReason.SHOP, new Money(1, "USD"), null, null, null, null, null, null, null));

        order = with(order, amount(2000), new Refunded(new Money(3000, "EUR"), "r", 3));
        assertThat(order.refundable()).isZero();
        assertThat(order.refunded()).isEqualTo(3000);
        assertThat(order.refundPending()).isEqualTo(2000);
        assertThat(order.status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertRefused(order, amount(1));
        assertRefused(order, new RefundRequested(RefundReason.SHOP, ADMIN));
        assertRefused(order, new Refunded(new Money(3000, "EUR"), "r", 3));
        assertRefused(order, new Refunded(new Money(1999, "EUR"), "r", 4));
    }

    @Test
    void refundsInTheDashboardAndDisputes_shouldReduceWhatCanBeRefunded() {
        var order = with(PAID, reported(Report.REFUNDED, "re_1", 1200), reported(Report.DISPUTED, "dp_1", 800));

        assertThat(order.refunded()).isEqualTo(1200);
        assertThat(order.disputed()).isEqualTo(800);
        assertThat(order.refundable()).isEqualTo(3000);
        assertThat(order.status()).isEqualTo(OrderStatus.PAID);
        assertRefused(order, amount(3001));
        assertThat(with(order, amount(3000)).refundable()).isZero();

        assertThat(with(order, reported(Report.DISPUTE_LOST, "dp_1", 800)).refundable()).isEqualTo(3000);
        var won = with(order, reported(Report.DISPUTE_WON, "dp_1", 800));
        assertThat(won.refundable()).isEqualTo(3800);
        assertThat(won.disputed()).isZero();
        var rest = with(won, new RefundRequested(RefundReason.SHOP, ADMIN));
        assertThat(rest.refundPending()).isEqualTo(3800);
        assertThat(with(rest, new Refunded(new Money(3800, "EUR"), "r", 6)).refunded()).isEqualTo(5000);
    }

    @Test
    void refundInTheDashboard_ofMoreThanIsLeft_shouldLeaveNothingToRefund() {
        var order = with(PAID, amount(3000), reported(Report.REFUNDED, "re_1", 4000));

        assertThat(order.refundable()).isZero();
        assertThat(order.refundPending()).isEqualTo(3000);
        assertRefused(order, amount(1));
        order = with(order, new RefundFailed(3, "charge_already_refunded"),
                new RefundSettled(3, new Money(3000, "EUR"), "in the dashboard", ADMIN));
        assertThat(order.refunded()).isEqualTo(5000);
    }

    @Test
    void refundInTheDashboard_ofEverything_shouldLeaveUnitsToCancel() {
        var order = with(PAID, reported(Report.REFUNDED, "re_1", 5000), refund(0, units("TEA", 1), null));

        assertThat(order.cancelled(new Sku("TEA"))).isEqualTo(1);
        assertThat(order.shippable(new Sku("TEA"))).as("not the last refund").isEqualTo(2);

        order = with(order, new Refunded(new Money(0, "EUR"), "none", 4),
                new RefundRequested(RefundReason.CANCELLED, Actor.GUEST), new Refunded(new Money(0, "EUR"), "none", 6));
        assertThat(order.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order.refunded()).isEqualTo(5000);
        assertThat(order.releasable()).hasSize(2);
    }

    @Test
    void refundOfUnits_shouldTakeThoseThatDidNotShipFirst() {
        var order = with(PAID, parcel(units("TEA", 2)), refund(2000, units("TEA", 2), null));

        assertThat(order.shippable(new Sku("TEA"))).isZero();
        assertThat(order.returnable(new Sku("TEA"))).isEqualTo(1);
        assertThat(order.refunds().getFirst().restock()).isEqualTo(units("TEA", 1));
        assertRefused(order, refund(1000, units("TEA", 2), null));
        assertRefused(order, parcel(units("TEA", 1)));
        assertThat(with(order, parcel(units("MILK", 2))).status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void restock_ofMoreThanTheRefund_shouldBeRefused() {
        assertRefused(PAID, refund(1000, units("TEA", 1), units("TEA", 2)));
        assertRefused(PAID, refund(1000, units("TEA", 1), units("MILK", 1)));
        assertRefused(PAID, refund(1000, null, units("TEA", 1)));
    }

    @Test
    void release_shouldFollowTheRefundAndBeOwedOnce() {
        var order = with(PAID, refund(1000, units("TEA", 1), units("TEA", 1)));
        assertThat(order.owesRelease()).isFalse();

        order = with(order, new Refunded(new Money(1000, "EUR"), "r", 3));
        assertThat(order.releasable()).containsExactly(new Allocation(new Sku("TEA"), 0, 1));
        assertRefused(order, new StockReleased(List.of(new Allocation(new Sku("TEA"), 0, 2))));
        assertRefused(order, new StockReleased(List.of()));

        order = with(order, new StockReleased(order.releasable()));
        assertThat(order.owesRelease()).isFalse();
        assertThat(order.allocations()).containsExactly(
                new Allocation(new Sku("TEA"), 0, 2), new Allocation(new Sku("MILK"), 0, 2));
        assertRefused(order, new StockReleased(List.of(new Allocation(new Sku("TEA"), 0, 1))));
    }

    /** A merged shard is another one than the order took the units from. */
    @Test
    void release_toAnotherShard_shouldLeaveTheRightNumberOfUnits() {
        var reserved = new StockReserved(
                List.of(new Allocation(new Sku("TEA"), 5, 1), new Allocation(new Sku("TEA"), 6, 2)),
                Orders.NOW.plus(Orders.HOLD));
        var order = with(Orders.log("1", Orders.placedFact(TEA), reserved,
                new PaymentCaptured(0, new Money(3000, "EUR"), "charge")),
                refund(2000, units("TEA", 2), units("TEA", 2)), new Refunded(new Money(2000, "EUR"), "r", 3));

        assertThat(order.releasable()).isEqualTo(
                List.of(new Allocation(new Sku("TEA"), 5, 1), new Allocation(new Sku("TEA"), 6, 1)));
        assertThat(with(order, new StockReleased(List.of(new Allocation(new Sku("TEA"), 1, 2)))).allocations())
                .containsExactly(new Allocation(new Sku("TEA"), 6, 1));
    }

    @Test
    void lastRefund_beforeShipping_shouldCancelAndRestockWhatIsLeft() {
        var order = with(PAID, refund(1000, units("TEA", 1), List.of()), new RefundRequested(RefundReason.SHOP, ADMIN));

        assertThat(order.shippable()).isEmpty();
        assertThat(order.refunds().getLast().amount()).isEqualTo(new Money(4000, "EUR"));
        order = with(order, new Refunded(new Money(4000, "EUR"), "r", 4), new Refunded(new Money(1000, "EUR"), "r", 3));
        assertThat(order.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order.releasable()).containsExactlyInAnyOrder(
                new Allocation(new Sku("TEA"), 0, 2), new Allocation(new Sku("MILK"), 0, 2));
    }

    /** Such as the use of a code, which is reserved like stock. */
    @Test
    void lastRefund_beforeShipping_shouldReleaseWhatIsNoLineToo() {
        var other = new Allocation(new Sku("CODE"), 0, 1);
        var tea = new Allocation(new Sku("TEA"), 0, 3);
        var paid = Orders.log("1", Orders.placedFact(TEA),
                new StockReserved(List.of(tea, other), Orders.NOW.plus(Orders.HOLD)),
                new PaymentCaptured(0, new Money(3000, "EUR"), "charge"));
        var cancelled = with(paid, new RefundRequested(RefundReason.CANCELLED, Actor.GUEST));

        assertThat(with(cancelled, new Refunded(new Money(3000, "EUR"), "r", 3)).releasable())
                .containsExactlyInAnyOrder(tea, other);
        assertThat(with(with(paid, parcel(units("TEA", 1))), new RefundRequested(RefundReason.SHOP, ADMIN),
                new Refunded(new Money(3000, "EUR"), "r", 4)).releasable())
                        .containsExactly(new Allocation(new Sku("TEA"), 0, 2));
    }

    @Test
    void refundOfAllUnits_ofLessThanThePayment_shouldKeepWhatIsNoLine() {
        var other = new Allocation(new Sku("CODE"), 0, 1);
        var tea = new Allocation(new Sku("TEA"), 0, 3);
        var order = Orders.log("1", Orders.placedFact(TEA),
                new StockReserved(List.of(tea, other), Orders.NOW.plus(Orders.HOLD)),
                new PaymentCaptured(0, new Money(3000, "EUR"), "charge"));

        order = with(order, refund(1, units("TEA", 3), null), new Refunded(new Money(1, "EUR"), "r", 3));
        assertThat(order.status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order.releasable()).containsExactly(tea);

        order = with(order, amount(2999), new Refunded(new Money(2999, "EUR"), "r", 5));
        assertThat(order.releasable()).containsExactlyInAnyOrder(tea, other);
    }

    @Test
    void lateOrderWithoutStock_refunded_shouldOweNone() {
        var order = Orders.log("1", Orders.placedFact(TEA), Orders.reservedFact(TEA), new HoldExpired(),
                new StockReleased(Orders.reservedFact(TEA).allocations()),
                new PaymentCapturedLate(0, new Money(3000, "EUR"), "charge"));

        assertRefused(order, amount(100));
        order = with(order, new RefundRequested(RefundReason.SOLD_OUT_AFTER_HOLD, Actor.STORE),
                new Refunded(new Money(3000, "EUR"), "r", 5));
        assertThat(order.owesRelease()).isFalse();
        assertThat(order.isFinal()).isTrue();
    }

    @Test
    void price_ofUnitsOneByOne_shouldAddUpToTheLine() {
        var odd = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), new Money(1000, "EUR"), 3);
        var order = PAID;
        var sum = 0L;
        for (var unit = 0; unit < odd.quantity(); unit++) {
            var price = order.price(units("TEA", 1));
            sum += price;
            order = with(order, refund(price, units("TEA", 1), null));
        }

        assertThat(sum).isEqualTo(3000);
        var all = order;
        assertThatIllegalArgumentException().isThrownBy(() -> all.price(units("TEA", 1)));
    }

    @Test
    void failedRefund_shouldStayOwedAndNotBeLost() {
        var order = with(PAID, amount(1000), new RefundFailed(3, "no_funds"));

        assertThat(order.status()).isEqualTo(OrderStatus.REFUND_FAILED);
        assertThat(order.refundable()).isEqualTo(4000);
        assertThat(order.refundPending()).isEqualTo(1000);
        assertThat(OwedStep.of(order)).extracting(OwedStep::kind).doesNotContain(OwedStep.Kind.REFUND);
        assertThat(with(order, parcel(units("TEA", 1))).status()).isEqualTo(OrderStatus.REFUND_FAILED);
        assertThat(with(order, new Refunded(new Money(1000, "EUR"), "r", 3)).status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void returnRefund_shouldBeOfWhatCameAndOnce() {
        var order = with(PAID, parcel(units("TEA", 3)), new ReturnRequested(units("TEA", 2), null, null, Actor.GUEST),
                new ReturnApproved(4, ADMIN), new ReturnReceived(4, units("TEA", 1), List.of(), ADMIN));

        assertRefused(order, ofReturn(4, units("TEA", 2)));
        assertRefused(order, ofReturn(3, units("TEA", 1)));
        order = with(order, ofReturn(4, units("TEA", 1)));
        assertRefused(order, ofReturn(4, units("TEA", 1)));
        assertThat(order.returns().getFirst().refundId()).isEqualTo(7);
    }

    /** Whatever admins and customers do, in whatever order: the numbers agree. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyHistory_shouldKeepMoneyAndUnits(long seed) {
        var random = new Random(seed);
        var order = PAID;
        for (var step = 0; step < 200; step++) {
            try {
                order = with(order, any(order, random));
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining("does not allow");
            }
            var now = order;
            var reported = now.reports().stream().mapToLong(report -> report.amount().amount()).sum();
            if (now.refunded() + now.refundPending() + now.refundable() != TOTAL.amount()) {
                // A refund in the dashboard that the store had requested, too.
                assertThat(now.refundable()).isZero();
                assertThat(now.refunded() + now.refundPending() - TOTAL.amount()).isBetween(1L, reported);
            }
            assertThat(now.refunded()).isLessThanOrEqualTo(TOTAL.amount());
            assertThat(now.refundable()).isNotNegative();
            var released = now.facts().stream().map(RecordedFact::fact).filter(StockReleased.class::isInstance)
                    .flatMap(fact -> ((StockReleased) fact).allocations().stream()).mapToInt(Allocation::units).sum();
            assertThat(now.allocations().stream().mapToInt(Allocation::units).sum() + released).isEqualTo(5);
            assertThat(Stream.of(TEA, MILK)).allSatisfy(line -> {
                assertThat(now.shippable(line.sku())).isNotNegative();
                assertThat(now.returnable(line.sku())).isNotNegative();
                assertThat(now.shipped(line.sku()) + now.cancelled(line.sku())).isLessThanOrEqualTo(line.quantity());
            });
        }
    }

    private static Fact any(Order order, Random random) {
        var line = random.nextBoolean() ? TEA : MILK;
        var units = units(line.sku().value(), 1 + random.nextInt(line.quantity()));
        var id = order.nextSeq() - 1 - random.nextInt(Math.min(6, order.nextSeq() - 1));
        var amounts = order.refunds().stream().map(Refund::amount).toList();
        var amount = amounts.isEmpty() ? TOTAL : amounts.get(random.nextInt(amounts.size()));
        return switch (random.nextInt(40)) {
            case 39 -> reported(Report.REFUNDED, "re_" + id, random.nextInt(300));
            case 0, 1, 2, 3 -> parcel(units);
            case 4, 5, 6, 7 -> amount(random.nextInt(600));
            case 8, 9, 10, 11 -> refund(random.nextInt(600), units, random.nextBoolean() ? units : null);
            case 12, 13, 14, 15 -> new Refunded(amount, "r", id);
            case 16, 17, 18, 19 -> new RefundFailed(id, "no_funds");
            case 20, 21, 22, 23 -> new ReturnRequested(units, null, null, Actor.GUEST);
            case 24, 25, 26, 27 -> new ReturnApproved(id, ADMIN);
            case 28, 29, 30, 31 ->
                    new ReturnReceived(id, units, random.nextBoolean() ? units : List.of(), ADMIN);
            case 32, 33, 34, 35 -> ofReturn(id, units);
            default -> new StockReleased(order.releasable());
        };
    }

    private static PaymentReported reported(Report report, String reference, long amount) {
        return new PaymentReported(report, reference, new Money(amount, "EUR"), null);
    }

    private static RefundRequested amount(long amount) {
        return refund(amount, null, null);
    }

    private static RefundRequested refund(
            long amount, @Nullable List<LineUnits> lines, @Nullable List<LineUnits> restock) {
        return new RefundRequested(
                RefundReason.SHOP, new Money(amount, "EUR"), lines, restock, null, null, null, "admin", "owner");
    }

    private static RefundRequested ofReturn(int id, List<LineUnits> lines) {
        return new RefundRequested(
                RefundReason.RETURNED, new Money(100, "EUR"), lines, null, id, null, null, "admin", "owner");
    }

    private static OrderShipped parcel(List<LineUnits> lines) {
        return new OrderShipped(null, null, null, lines, null, "admin", "owner");
    }

    private static List<LineUnits> units(String sku, int quantity) {
        return List.of(new LineUnits(new Sku(sku), quantity));
    }

    private static Order with(Order order, Fact... facts) {
        var longer = order;
        for (var fact : new ArrayList<>(List.of(facts))) {
            longer = longer.with(new RecordedFact(
                    order.id(), longer.nextSeq(), Orders.NOW.plusSeconds(longer.nextSeq()), "", fact));
        }
        return longer;
    }

    private static void assertRefused(Order order, Fact fact) {
        assertThatIllegalStateException().isThrownBy(() -> with(order, fact))
                .withMessageContaining("does not allow " + fact.type());
    }
}

package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RequestKey;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Refunding.Outcome;
import dev.stampede.orders.Refunding.Settlement;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefundingTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderLine TEA = SampleOrders.TEA;
    private static final Actor ADMIN = Actor.admin("owner");
    private static final List<LineUnits> ONE = List.of(new LineUnits(TEA.sku(), 1));
    private static final List<LineUnits> TWO = List.of(new LineUnits(TEA.sku(), 2));

    private static final Refunding.Wanted ALL = wanted(OptionalLong.empty(), List.of(), null, null);

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Refunding refunding = new Refunding(log);

    @ParameterizedTest
    @EnumSource(names = {"PAID", "SHIPPED", "PAID_LATE"})
    void refund_orderWithMoney_shouldAskForTheRefundOnce(OrderStatus status) {
        log.with(SampleOrders.in(status));
        var places = SampleOrders.in(status).nextSeq();

        assertThat(refunding.refund(ID, ALL)).isInstanceOf(Outcome.Started.class);
        assertThat(refunding.refund(ID, ALL)).isInstanceOf(Outcome.Started.class);

        assertThat(log.find(ID).orElseThrow().facts().getLast().fact())
                .isEqualTo(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(places + 1);
    }

    @Test
    void refund_refundedOrder_shouldSayThatItIsUnderWayAndChangeNothing() {
        log.with(SampleOrders.in(OrderStatus.REFUNDED));

        assertThat(refunding.refund(ID, ALL)).isInstanceOf(Outcome.Started.class);

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(names = {
            "PLACED", "RESERVED", "REJECTED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED", "PAID_LATE_RESERVED",
            "CANCELLED", "EXPIRED"
    })
    void refund_orderThatIsNotPaid_shouldChangeNothing(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(refunding.refund(ID, ALL)).isEqualTo(new Outcome.NotRefundable(before));

        assertThat(log.find(ID).orElseThrow().facts()).isEqualTo(before.facts());
    }

    @Test
    void refund_unknownOrder_shouldBeUnknown() {
        assertThat(refunding.refund(ID, ALL)).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void refund_amount_shouldLeaveTheUnitsAndTheRest() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(refunding.refund(ID, amount(300))).isInstanceOf(Outcome.Started.class);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().refundPending()).isEqualTo(300);
        assertThat(order().refundable()).isEqualTo(1700);
        assertThat(order().shippable(TEA.sku())).isEqualTo(2);
    }

    @Test
    void refund_units_shouldRefundTheirPriceAndCancelThem() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        refunding.refund(ID, wanted(OptionalLong.empty(), ONE, null, null));

        assertThat(order().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(new Money(1000, "EUR"));
            assertThat(refund.restock()).isEqualTo(ONE);
        });
        assertThat(order().shippable(TEA.sku())).isEqualTo(1);
        assertThat(refunding.refund(ID, wanted(OptionalLong.empty(), TWO, null, null)))
                .isInstanceOf(Outcome.NoSuchUnits.class);
    }

    @Test
    void refund_unitsThatDoNotReturnToStock_shouldRestockNone() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        refunding.refund(ID, wanted(OptionalLong.empty(), ONE, false, null));

        assertThat(order().refunds().getFirst().restock()).isEmpty();
    }

    @Test
    void refund_shippedUnits_shouldRestockThemOnlyIfAsked() {
        log.with(SampleOrders.in(OrderStatus.SHIPPED));

        refunding.refund(ID, wanted(OptionalLong.empty(), ONE, null, null));
        refunding.refund(ID, wanted(OptionalLong.of(900), ONE, true, null));

        assertThat(order().refunds()).extracting(refund -> refund.restock().size()).containsExactly(0, 1);
        assertThat(order().refundable()).isEqualTo(100);
    }

    @Test
    void refund_ofAllMoneyThatReturnsUnits_shouldReturnThoseThatItCancelsToo() {
        for (var lines : List.of(ONE, List.<LineUnits> of())) {
            log.with(SampleOrders.in(OrderStatus.PAID));

            refunding.refund(ID, wanted(OptionalLong.of(2000), lines, true, null));

            assertThat(order().shippable(TEA.sku())).isZero();
            assertThat(order().refunds().getFirst().restock()).isEqualTo(TWO);
        }
    }

    @Test
    void refund_moreThanIsLeft_shouldSayWhatIsLeftAndChangeNothing() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        refunding.refund(ID, amount(1200));

        assertThat(refunding.refund(ID, amount(801))).isInstanceOfSatisfying(
                Outcome.TooMuch.class, refused -> assertThat(refused.order().refundable()).isEqualTo(800));
        assertThat(order().refunds()).hasSize(1);
        assertThat(refunding.refund(ID, amount(800))).isInstanceOf(Outcome.Started.class);
        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(order().shippable()).isEmpty();
    }

    /** Each is allowed by what its admin saw. */
    @Test
    void refund_twoOf60PercentAtOnce_shouldDoOneAndRefuseTheOther() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        var other = new Refunding(new InterruptedLog(log, () -> refunding.refund(ID, amount(1200))));

        assertThat(other.refund(ID, amount(1200))).isInstanceOfSatisfying(
                Outcome.TooMuch.class, refused -> assertThat(refused.order().refundable()).isEqualTo(800));

        assertThat(order().refunds()).hasSize(1);
    }

    @Test
    void refund_sameKeyTwice_shouldBeOneRefund() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        var wanted = wanted(OptionalLong.of(300), List.of(), null, "key");

        assertThat(refunding.refund(ID, wanted)).isInstanceOf(Outcome.Started.class);
        assertThat(refunding.refund(ID, wanted)).isInstanceOf(Outcome.Started.class);

        assertThat(order().refunds()).hasSize(1);
    }

    /** Facts of earlier versions have the key alone. */
    @Test
    void refund_repeatedAfterAnUpdateOfTheStore_shouldBeOneRefund() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        refunding.refund(ID, wanted(OptionalLong.of(300), List.of(), null, "key"));

        var again = refunding.refund(ID, wanted(OptionalLong.of(300), List.of(), null, RequestKey.of("key", "refund")));

        assertThat(again).isInstanceOf(Outcome.Started.class);
        assertThat(order().refunds()).hasSize(1);
    }

    @Test
    void refund_partOfAnOrderWhoseStockIsBeingReserved_shouldWait() {
        log.with(SampleOrders.in(OrderStatus.PAID_LATE));

        assertThat(refunding.refund(ID, amount(300))).isInstanceOf(Outcome.NotRefundable.class);
    }

    @Test
    void retry_failedRefund_shouldMakeItPendingOnce() {
        log.with(SampleOrders.in(OrderStatus.REFUND_FAILED));

        assertThat(refunding.retry(ID, 3, ADMIN)).isInstanceOf(Settlement.Done.class);
        assertThat(refunding.retry(ID, 3, ADMIN)).isInstanceOf(Settlement.Done.class);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(order().nextSeq()).isEqualTo(6);
        assertThat(refunding.settle(ID, 3, null, ADMIN)).isInstanceOf(Settlement.NotFailed.class);
    }

    @Test
    void settle_failedRefund_shouldPayItOnce() {
        log.with(SampleOrders.in(OrderStatus.REFUND_FAILED));

        assertThat(refunding.settle(ID, 3, "By bank transfer", ADMIN)).isInstanceOf(Settlement.Done.class);
        assertThat(refunding.settle(ID, 3, "By bank transfer", ADMIN)).isInstanceOf(Settlement.Done.class);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order().refunded()).isEqualTo(2000);
        assertThat(order().nextSeq()).isEqualTo(6);
        assertThat(refunding.retry(ID, 3, ADMIN)).isInstanceOf(Settlement.NotFailed.class);
    }

    @Test
    void settle_refundThatIsUnknown_shouldBeUnknown() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(refunding.settle(ID, 3, null, ADMIN)).isEqualTo(new Settlement.Unknown());
        assertThat(refunding.retry(Orders.id("2"), 3, ADMIN)).isEqualTo(new Settlement.Unknown());
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private static Refunding.Wanted amount(long amount) {
        return wanted(OptionalLong.of(amount), List.of(), null, null);
    }

    private static Refunding.Wanted wanted(
            OptionalLong amount, List<LineUnits> lines, @Nullable Boolean restock, @Nullable String key) {
        return new Refunding.Wanted(amount, lines, restock, null, key, Actor.admin("owner"));
    }
}

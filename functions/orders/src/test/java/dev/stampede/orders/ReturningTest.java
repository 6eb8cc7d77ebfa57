package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.Return;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Returning.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturningTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderHandle KEY = OrderHandle.of(Orders.key("1"));
    private static final Actor ADMIN = Actor.admin("owner");
    private static final List<LineUnits> ONE = List.of(new LineUnits(SampleOrders.TEA.sku(), 1));
    private static final List<LineUnits> TWO = List.of(new LineUnits(SampleOrders.TEA.sku(), 2));
    /** The position of the first return. */
    private static final int FIRST = 4;

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Returning returning = new Returning(log);

    @BeforeEach
    void ship() {
        log.with(SampleOrders.in(OrderStatus.SHIPPED));
    }

    @Test
    void aReturn_fromRequestToRefund_shouldRefundThePriceOfWhatCame() {
        assertThat(request(ONE)).isInstanceOf(Outcome.Done.class);
        assertThat(status()).isEqualTo(Return.Status.REQUESTED);
        returning.approve(ID, FIRST, ADMIN);
        assertThat(status()).isEqualTo(Return.Status.APPROVED);
        returning.receive(ID, FIRST, List.of(), true, ADMIN);
        assertThat(status()).isEqualTo(Return.Status.RECEIVED);
        assertThat(order().owesRelease()).isTrue();
        returning.refund(ID, FIRST, OptionalLong.empty(), null, ADMIN);

        assertThat(status()).isEqualTo(Return.Status.REFUNDED);
        assertThat(order().refunds()).singleElement().satisfies(refund -> {
            assertThat(refund.amount()).isEqualTo(new Money(1000, "EUR"));
            assertThat(refund.reason()).isEqualTo(RefundReason.RETURNED);
            assertThat(refund.restock()).isEmpty();
        });
        assertThat(order().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order().returnable(SampleOrders.TEA.sku())).isEqualTo(1);
    }

    @Test
    void everyStep_twice_shouldBeTakenOnce() {
        returning.request(KEY, SampleOrders.GUEST, ONE, null, "key");
        assertThat(returning.request(KEY, SampleOrders.GUEST, ONE, null, "key")).isInstanceOf(Outcome.Done.class);
        returning.approve(ID, FIRST, ADMIN);
        assertThat(returning.approve(ID, FIRST, ADMIN)).isInstanceOf(Outcome.Done.class);
        returning.receive(ID, FIRST, List.of(), false, ADMIN);
        assertThat(returning.receive(ID, FIRST, List.of(), false, ADMIN)).isInstanceOf(Outcome.Done.class);
        returning.refund(ID, FIRST, OptionalLong.empty(), null, ADMIN);
        assertThat(returning.refund(ID, FIRST, OptionalLong.empty(), null, ADMIN)).isInstanceOf(Outcome.Done.class);

        assertThat(order().nextSeq()).isEqualTo(FIRST + 4);
        assertThat(order().owesRelease()).isFalse();
    }

    @Test
    void request_moreThanWasShippedOrIsExpected_shouldBeRefused() {
        assertThat(request(List.of(new LineUnits(SampleOrders.TEA.sku(), 3)))).isInstanceOf(
                Outcome.NotReturnable.class);
        request(ONE);

        assertThat(request(TWO)).isInstanceOf(Outcome.NotReturnable.class);
        assertThat(request(ONE)).isInstanceOf(Outcome.Done.class);
        assertThat(request(ONE)).isInstanceOf(Outcome.NotReturnable.class);
    }

    @Test
    void request_lastUnitTwiceAtOnce_shouldBeOneReturn() {
        request(ONE);
        var other = new Returning(new InterruptedLog(log, () -> request(ONE)));

        assertThat(other.request(KEY, SampleOrders.GUEST, ONE, null, null)).isInstanceOf(
                Outcome.NotReturnable.class);
        assertThat(order().returns()).hasSize(2);
    }

    @Test
    void request_byAStranger_shouldBeUnknown() {
        assertThat(returning.request(OrderHandle.of(ID), SampleOrders.GUEST, ONE, null, null))
                .isEqualTo(new Outcome.Unknown());
        assertThat(order().returns()).isEmpty();
    }

    @Test
    void request_ofOrderThatHasNotShipped_shouldBeRefused() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(request(ONE)).isInstanceOf(Outcome.NotReturnable.class);
    }

    @Test
    void refuse_return_shouldMakeItsUnitsReturnableAgain() {
        request(TWO);

        assertThat(returning.refuse(ID, FIRST, "Worn", ADMIN)).isInstanceOf(Outcome.Done.class);
        assertThat(returning.refuse(ID, FIRST, "Worn", ADMIN)).isInstanceOf(Outcome.Done.class);

        assertThat(order().returns().getFirst().refusal()).isEqualTo("Worn");
        assertThat(order().returnable(SampleOrders.TEA.sku())).isEqualTo(2);
        assertThat(returning.approve(ID, FIRST, ADMIN)).isInstanceOf(Outcome.NotPossible.class);
        assertThat(returning.receive(ID, FIRST, List.of(), true, ADMIN)).isInstanceOf(Outcome.NotPossible.class);
    }

    @Test
    void receive_fewerUnitsThanAnnounced_shouldRefundThose() {
        request(TWO);
        returning.approve(ID, FIRST, ADMIN);

        assertThat(returning.receive(ID, FIRST, ONE, false, ADMIN)).isInstanceOf(Outcome.Done.class);
        returning.refund(ID, FIRST, OptionalLong.empty(), null, ADMIN);

        assertThat(order().refundPending()).isEqualTo(1000);
        assertThat(order().returnable(SampleOrders.TEA.sku())).isEqualTo(1);
        assertThat(order().owesRelease()).isFalse();
    }

    @Test
    void receive_moreUnitsThanAnnouncedOrUnapproved_shouldBeRefused() {
        request(ONE);
        assertThat(returning.receive(ID, FIRST, List.of(), true, ADMIN)).isInstanceOf(Outcome.NotPossible.class);
        returning.approve(ID, FIRST, ADMIN);

        assertThat(returning.receive(ID, FIRST, TWO, true, ADMIN)).isInstanceOfSatisfying(
                Outcome.NotReceivable.class, refused -> assertThat(refused.receivable()).isEqualTo(ONE));
        assertThat(returning.refund(ID, FIRST, OptionalLong.empty(), null, ADMIN))
                .isInstanceOf(Outcome.NotPossible.class);
    }

    @Test
    void refund_moreThanIsLeftOfThePayment_shouldSayWhatIsLeft() {
        request(ONE);
        returning.approve(ID, FIRST, ADMIN);
        returning.receive(ID, FIRST, List.of(), true, ADMIN);

        assertThat(returning.refund(ID, FIRST, OptionalLong.of(2001), null, ADMIN)).isInstanceOfSatisfying(
                Outcome.TooMuch.class, refused -> assertThat(refused.order().refundable()).isEqualTo(2000));
    }

    @Test
    void steps_ofAReturnThatDoesNotExist_shouldBeUnknown() {
        assertThat(returning.approve(ID, FIRST, ADMIN)).isEqualTo(new Outcome.Unknown());
        assertThat(returning.refuse(Orders.id("2"), FIRST, null, ADMIN)).isEqualTo(new Outcome.Unknown());
    }

    private Outcome request(List<LineUnits> lines) {
        return returning.request(KEY, SampleOrders.GUEST, lines, null, null);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private Return.Status status() {
        return order().returns().getFirst().status();
    }
}

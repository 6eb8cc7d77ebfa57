package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.payment.UnpaidHolds.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits are five units and three declined payments, and twice as many per address. */
class UnpaidHoldsTest {

    private static final OrderLine TWO = Orders.line("TEA", 2);
    private static final Duration DECLINED_HOLD = Duration.ofMinutes(2);
    private static final Instant SHORTENED = Orders.NOW.plus(DECLINED_HOLD);

    private Instant now = Orders.NOW;
    private final InstantSource time = () -> now;
    private final InMemoryUnpaidOrders unpaid = new InMemoryUnpaidOrders(time);
    private final UnpaidHolds holds = new UnpaidHolds(
            unpaid, new UnpaidLimits(5, 3, 2), DECLINED_HOLD, time.withZone(ZoneOffset.UTC));

    @Test
    void declined_first_shouldShortenTheHoldAndCountIt() {
        assertThat(holds.declined(order("1", TWO), 0)).isEqualTo(held(SHORTENED));

        assertThat(units("1")).isEqualTo(2);
    }

    @Test
    void declined_sameTwice_shouldChangeNothing() {
        var first = holds.declined(order("1", TWO), 0);
        var writes = unpaid.writes();
        now = now.plusSeconds(30);

        assertThat(holds.declined(order("1", TWO), 0)).isEqualTo(first);
        assertThat(unpaid.writes()).isEqualTo(writes);
    }

    @Test
    void declined_again_shouldNotRenewTheHold() {
        holds.declined(order("1", TWO), 0);
        now = now.plusSeconds(100);

        assertThat(holds.declined(order("1", TWO, new PaymentDeclined(0, "card_declined", SHORTENED)), 1))
                .isEqualTo(held(SHORTENED));
    }

    @Test
    void declined_holdThatEndsEarlier_shouldStay() {
        now = Orders.NOW.plus(Orders.HOLD).minusSeconds(10);

        assertThat(holds.declined(order("1", TWO), 0)).isEqualTo(held(Orders.NOW.plus(Orders.HOLD)));
    }

    @Test
    void declined_moreUnitsThanAllowed_shouldEndTheHoldAtOnceAndCountNoUnits() {
        holds.declined(order("1", TWO), 0);
        holds.declined(order("2", TWO), 0);

        assertThat(holds.declined(order("3", TWO), 0)).isEqualTo(exceeded(UnpaidLimit.UNITS));
        assertThat(units("1")).isEqualTo(4);
        assertThat(holds.declined(order("4", Orders.line("CUP", 5)), 0).exceeded())
                .contains(UnpaidLimit.DECLINED_PAYMENTS);
    }

    @Test
    void declined_afterTheHoldsEnded_shouldHoldAgain() {
        holds.declined(order("1", TWO), 0);
        holds.declined(order("2", TWO), 0);
        now = SHORTENED;

        assertThat(holds.declined(order("3", TWO), 0).exceeded()).isEmpty();
    }

    @Test
    void declined_moreOftenThanAllowed_shouldEndTheHoldAndKeepTheRecordSmall() {
        var retried = order("1", Orders.line("TEA", 1));
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(holds.declined(retried, attempt).exceeded()).isEmpty();
        }

        assertThat(holds.declined(retried, 3)).isEqualTo(exceeded(UnpaidLimit.DECLINED_PAYMENTS));
        assertThat(units("1")).isZero();
        var writes = unpaid.writes();

        assertThat(holds.declined(order("2", Orders.line("CUP", 1)), 0).exceeded())
                .contains(UnpaidLimit.DECLINED_PAYMENTS);
        assertThat(record().declines()).hasSize(3);
        // The address is still below its limit.
        assertThat(unpaid.writes()).isEqualTo(writes + 1);
    }

    @Test
    void declined_manyMailboxesOfOneAddress_shouldBeLimitedTogether() {
        Stream.of("a", "b", "c", "d", "e").forEach(
                name -> assertThat(holds.declined(orderOf(name, name + "@example.com", TWO), 0).exceeded()).isEmpty());

        assertThat(holds.declined(orderOf("f", "f@example.com", TWO), 0)).isEqualTo(exceeded(UnpaidLimit.UNITS));
    }

    @Test
    void undecided_shouldCountForTheWholeHoldAndNoDecline() {
        assertThat(holds.undecided(order("1", TWO))).isEqualTo(held(Orders.NOW.plus(Orders.HOLD)));
        assertThat(units("1")).isEqualTo(2);
        assertThat(record().declines()).isEmpty();

        assertThat(holds.undecided(order("2", Orders.line("TEA", 4)))).isEqualTo(exceeded(UnpaidLimit.UNITS));
    }

    @Test
    void paid_afterADecline_shouldCountNoUnitsAnyMoreAndKeepTheDecline() {
        holds.declined(order("1", TWO), 0);

        holds.end(order("1", TWO, new PaymentDeclined(0, "card_declined", SHORTENED)));
        holds.end(order("1", TWO, new PaymentDeclined(0, "card_declined", SHORTENED)));

        assertThat(units("1")).isZero();
        assertThat(record().declines()).hasSize(1);
    }

    @Test
    void end_orderThatIsNotCounted_shouldWriteNothing() {
        holds.end(order("1", TWO));

        assertThat(unpaid.writes()).isZero();
    }

    @Test
    void declined_withoutAnAddress_shouldCountTheMailboxAlone() {
        assertThat(holds.declined(Orders.reserved("1", TWO), 0).exceeded()).isEmpty();
        assertThat(unpaid.writes()).isEqualTo(1);
    }

    private static Hold held(Instant until) {
        return new Hold(until, Optional.empty());
    }

    private Hold exceeded(UnpaidLimit limit) {
        return new Hold(now, Optional.of(limit));
    }

    private static Order order(String name, OrderLine line, Fact... more) {
        return orderOf(name, "buyer@example.com", line, more);
    }

    private static Order orderOf(String name, String email, OrderLine line, Fact... more) {
        var sample = Orders.placedFact(line);
        var contact = new Contact(email, null, null);
        var placed = new OrderPlaced(
                sample.lines(), sample.total(), null, null, "hash", contact, "tok_decline", "home");
        return Orders.log(name, Stream.concat(Stream.of(placed, Orders.reservedFact(line)), Stream.of(more))
                .toArray(Fact[]::new));
    }

    private int units(String order) {
        return record().units(order(order, TWO).placed().lines().getFirst().sku());
    }

    private Unpaid record() {
        return unpaid.find(callers()).values().iterator().next();
    }

    private static List<CallerKey> callers() {
        return CallerKey.of(null, "buyer@example.com", "home");
    }
}

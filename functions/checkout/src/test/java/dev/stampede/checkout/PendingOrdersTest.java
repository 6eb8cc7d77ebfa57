package dev.stampede.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limit is three unpaid orders per caller. */
class PendingOrdersTest {

    private static final OrderLine TEA = Orders.line("TEA", 1);
    private static final CallerKey GUEST = CallerKey.of(null, "buyer@example.com", null).getFirst();
    private static final CallerKey OTHER = CallerKey.of(null, "other@example.com", null).getFirst();

    private Instant now = Orders.NOW;
    private final InstantSource time = () -> now;
    private final InMemoryOrderLog log = new InMemoryOrderLog(time.withZone(ZoneOffset.UTC));
    private final PendingOrders pending = new PendingOrders(
            log, time.withZone(ZoneOffset.UTC), Duration.ofSeconds(30), 3, 2);

    @Test
    void excess_fewerThanAllowed_shouldPass() {
        place(GUEST, "1");
        place(GUEST, "2");
        place(OTHER, "3");

        assertThat(pending.excess(GUEST)).isEmpty();
    }

    @Test
    void excess_asManyAsAllowed_shouldRefuseForASecond() {
        place(GUEST, "1");
        place(GUEST, "2", Orders.reservedFact(TEA), new PaymentDeclined(0, "card_declined", Orders.NOW));
        place(GUEST, "3", Orders.reservedFact(TEA), new HoldExpired());

        assertThat(pending.excess(GUEST)).contains(new Excess.Pending(3, now.plusSeconds(1)));
        assertThat(pending.excess(OTHER)).isEmpty();
    }

    @Test
    void excess_onceTheyArePaidOrRejected_shouldPassAgain() {
        place(GUEST, "1");
        place(GUEST, "2");
        place(GUEST, "3");
        assertThat(pending.excess(GUEST)).isPresent();

        append("1", Orders.reservedFact(TEA), new PaymentCaptured(0, Orders.placedFact(TEA).total(), "charge"));
        now = now.plusSeconds(1);

        assertThat(pending.excess(GUEST)).isEmpty();
        place(GUEST, "4");
        place(GUEST, "5", new StockRejected(List.of()));
        assertThat(pending.excess(GUEST)).contains(new Excess.Pending(3, now.plusSeconds(1)));
    }

    @Test
    void excess_withinASecond_shouldNotLookAgain() {
        place(GUEST, "1");
        place(GUEST, "2");
        place(GUEST, "3");
        var first = pending.excess(GUEST);
        append("1", new StockRejected(List.of()));
        now = now.plusMillis(999);

        assertThat(pending.excess(GUEST)).isEqualTo(first).isPresent();
    }

    @Test
    void excess_ordersOfLongAgo_shouldBeForgotten() {
        place(GUEST, "1");
        place(GUEST, "2");
        now = now.plusSeconds(30);
        place(GUEST, "3");

        assertThat(pending.excess(GUEST)).isEmpty();
    }

    @Test
    void placed_moreCallersThanAreRemembered_shouldForgetTheOldest() {
        place(GUEST, "1");
        place(GUEST, "2");
        place(GUEST, "3");
        place(OTHER, "4");
        place(CallerKey.of("customer", "", null).getFirst(), "5");

        assertThat(pending.excess(GUEST)).isEmpty();
    }

    private void place(CallerKey caller, String name, Fact... facts) {
        log.place(Orders.id(name), Orders.placedFact(TEA));
        append(name, facts);
        pending.placed(caller, Orders.id(name));
    }

    private void append(String name, Fact... facts) {
        log.update(Orders.id(name), order -> List.of(facts));
    }
}

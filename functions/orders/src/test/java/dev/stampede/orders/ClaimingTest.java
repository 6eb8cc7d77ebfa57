package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Claiming.Outcome;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimingTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderHandle KEY = OrderHandle.of(Orders.key("1"));
    private static final Caller ANNA = new Caller("anna", Set.of());
    private static final Caller BEN = new Caller("ben", Set.of());

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Claiming claiming = new Claiming(log);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLACED")
    void claim_withTheKeyAndTheVerifiedAddress_shouldChangeTheOwnerAndNothingElse(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(claiming.claim(KEY, ANNA, email(before))).isEqualTo(new Outcome.Claimed(order()));

        assertThat(order().owner()).contains("anna");
        assertThat(order().status()).isEqualTo(status);
        assertThat(order().facts().getLast().fact()).isEqualTo(new OrderClaimed("anna", before.placedAt()));
    }

    @Test
    void claim_twice_shouldChangeNothingMoreAndNotWorkForAnother() {
        log.with(SampleOrders.in(OrderStatus.PAID));
        claiming.claim(KEY, ANNA, email(order()));
        var claimed = order();

        assertThat(claiming.claim(KEY, ANNA, Optional.empty())).isEqualTo(new Outcome.Claimed(claimed));
        assertThat(claiming.claim(KEY, BEN, email(claimed))).isEqualTo(new Outcome.Unknown());
        assertThat(order().facts()).isEqualTo(claimed.facts());
    }

    @Test
    void claim_withAnotherOrNoVerifiedAddress_shouldBeRefused() {
        var before = SampleOrders.in(OrderStatus.PAID);
        log.with(before);

        assertThat(claiming.claim(KEY, ANNA, Optional.empty())).isEqualTo(new Outcome.OtherEmail(before));
        assertThat(claiming.claim(KEY, ANNA, Optional.of("x" + email(before).orElseThrow())))
                .isEqualTo(new Outcome.OtherEmail(before));
        assertThat(order().owner()).isEmpty();
        var upperCase = email(before).map(address -> address.toUpperCase(Locale.ROOT));
        assertThat(claiming.claim(KEY, ANNA, upperCase)).isInstanceOf(Outcome.Claimed.class);
    }

    @Test
    void claim_withTheAddressInAnotherForm_shouldChangeTheOwner() {
        var sample = SampleOrders.PLACED;
        var placed = new OrderPlaced(sample.lines(), sample.total(), null, null, "hash",
                new Contact("kunde@xn--mller-kva.de", null, null), "tok_approve", null);
        log.with(SampleOrders.log(placed, SampleOrders.REJECTED));

        assertThat(claiming.claim(KEY, ANNA, Optional.of("Kunde@Müller.de"))).isInstanceOf(Outcome.Claimed.class);
    }

    @Test
    void claim_withoutTheKey_shouldFindNothing() {
        log.with(SampleOrders.in(OrderStatus.PAID));

        assertThat(claiming.claim(OrderHandle.of(ID), ANNA, email(order()))).isEqualTo(new Outcome.Unknown());
        assertThat(claiming.claim(OrderHandle.of(Orders.key("2")), ANNA, email(order())))
                .isEqualTo(new Outcome.Unknown());
    }

    @Test
    void claim_beforeTheReservation_shouldHaveToWait() {
        log.with(SampleOrders.in(OrderStatus.PLACED));

        assertThat(claiming.claim(KEY, ANNA, email(order()))).isEqualTo(new Outcome.NotYet(order()));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private static Optional<String> email(Order order) {
        return Optional.of(order.placed().contact().email());
    }
}

package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.orders.Capturing.Outcome;
import dev.stampede.runtime.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CapturingTest {

    private static final OrderId ID = Orders.id("1");
    private static final Actor OWNER = Actor.admin("owner");

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Capturing capturing = new Capturing(log);

    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZED", "CAPTURE_FAILED"})
    void capture_authorizedPayment_shouldBeRequestedOnce(OrderStatus status) {
        log.with(SampleOrders.in(status));

        assertThat(capturing.capture(ID, OWNER)).isInstanceOf(Outcome.Started.class);
        assertThat(last()).isEqualTo(new CaptureRequested(OWNER));
        assertThat(capturing.capture(ID, OWNER)).isInstanceOf(Outcome.Started.class);

        assertThat(log.find(ID).orElseThrow().facts().stream()
                .filter(recorded -> recorded.fact() instanceof CaptureRequested))
                        .hasSize(status == OrderStatus.AUTHORIZED ? 1 : 2);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"AUTHORIZED", "CAPTURE_PENDING", "CAPTURE_FAILED"})
    void capture_orderWithoutAnAuthorizedPayment_shouldBeRefused(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(capturing.capture(ID, OWNER)).isEqualTo(new Outcome.NotCapturable(before));
        assertThat(capturing.settle(ID, null, OWNER)).isEqualTo(new Outcome.NotCapturable(before));
    }

    @Test
    void settle_failedCapture_shouldPayOnce() {
        log.with(SampleOrders.in(OrderStatus.CAPTURE_FAILED));

        assertThat(capturing.settle(ID, "By bank transfer", OWNER)).isInstanceOf(Outcome.Captured.class);
        assertThat(capturing.settle(ID, "By bank transfer", OWNER)).isInstanceOf(Outcome.Captured.class);
        assertThat(capturing.capture(ID, OWNER)).isInstanceOf(Outcome.Captured.class);

        assertThat(last()).isEqualTo(new CaptureSettled(SampleOrders.TOTAL, "By bank transfer", OWNER));
        assertThat(log.find(ID).orElseThrow().status()).isEqualTo(OrderStatus.PAID);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTHORIZED", "CAPTURE_PENDING"})
    void settle_captureThatHasNotFailed_shouldBeRefused(OrderStatus status) {
        var before = SampleOrders.in(status);
        log.with(before);

        assertThat(capturing.settle(ID, null, OWNER)).isEqualTo(new Outcome.NotCapturable(before));
    }

    @Test
    void unknownOrder_shouldBeUnknown() {
        assertThat(capturing.capture(ID, OWNER)).isEqualTo(new Outcome.Unknown());
        assertThat(capturing.settle(ID, null, OWNER)).isEqualTo(new Outcome.Unknown());
    }

    private Fact last() {
        return log.find(ID).orElseThrow().facts().getLast().fact();
    }
}

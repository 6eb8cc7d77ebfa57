package dev.stampede.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.local.stripe.StripeStandIn;
import dev.stampede.local.stripe.StripeStandIn.SignedEvent;
import dev.stampede.payment.PaymentCallbacks.Callback;
import dev.stampede.payment.PaymentHint;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeCallbacksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeStandIn stripe = StripeStandIn.start(TestEnvironment.CLOCK);
    private final StripeCallbacks callbacks = at(Duration.ZERO);

    @AfterEach
    void stop() {
        stripe.close();
    }

    @Test
    void read_paymentIntentOfAnOrder_shouldBeAHintAboutItsAttempt() {
        assertThat(read(stripe.event("payment_intent.succeeded", intent())))
                .isEqualTo(new Callback.About(new PaymentHint(Orders.id("1"), 2, "pi_1")));
    }

    @Test
    void read_disputeOrRefund_shouldBeAHintAboutItsPayment() {
        var dispute = JSON.createObjectNode().put("object", "dispute").put("payment_intent", "pi_1");

        assertThat(read(stripe.event("charge.dispute.created", dispute)))
                .isEqualTo(new Callback.About(new PaymentHint(null, null, "pi_1")));
    }

    @Test
    void read_whatIsNotOfThisStore_shouldBeIrrelevant() {
        var foreign = intent();
        foreign.remove("metadata");

        assertThat(read(stripe.event("payment_intent.succeeded", foreign))).isEqualTo(new Callback.Irrelevant());
        assertThat(read(stripe.event("customer.created", JSON.createObjectNode().put("object", "customer"))))
                .isEqualTo(new Callback.Irrelevant());
    }

    @Test
    void read_changedPayload_shouldBeAWrongSignature() {
        var event = stripe.event("payment_intent.succeeded", intent());

        assertThat(read(new SignedEvent(event.payload().replace("pi_1", "pi_2"), event.signature())))
                .isEqualTo(new Callback.WrongSignature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t=", "t=x,v1=00", "t=1780315200", "v1=00", "t=1780315200,v1=00", ",,,"})
    void read_malformedSignature_shouldBeAWrongSignature(String signature) {
        assertThat(read(new SignedEvent("{}", signature))).isEqualTo(new Callback.WrongSignature());
    }

    @Test
    void read_eventThatWasSignedLongAgo_shouldBeAWrongSignature() {
        var event = stripe.event("payment_intent.succeeded", intent());

        assertThat(at(Duration.ofMinutes(4)).read(event.payload(), header(event))).isInstanceOf(Callback.About.class);
        assertThat(at(Duration.ofMinutes(6)).read(event.payload(), header(event)))
                .isEqualTo(new Callback.WrongSignature());
    }

    @Test
    void read_withoutAHeader_shouldBeAWrongSignature() {
        assertThat(callbacks.read("{}", name -> Optional.empty())).isEqualTo(new Callback.WrongSignature());
    }

    private ObjectNode intent() {
        var intent = JSON.createObjectNode().put("object", "payment_intent").put("id", "pi_1");
        intent.putObject("metadata").put("order", Orders.id("1").value()).put("attempt", "2");
        return intent;
    }

    private Callback read(SignedEvent event) {
        return callbacks.read(event.payload(), header(event));
    }

    private static Function<String, Optional<String>> header(SignedEvent event) {
        return name -> name.equals("Stripe-Signature") ? Optional.of(event.signature()) : Optional.empty();
    }

    private StripeCallbacks at(Duration later) {
        return new StripeCallbacks(StripeFixture.secrets(stripe), Clock.offset(TestEnvironment.CLOCK, later));
    }
}

package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.stripe.StripeStandIn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store that pays with Stripe, against a stand-in that checks requests and signs events with Stripe's library. */
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "It has a store of its own")
@Execution(ExecutionMode.CONCURRENT)
class StripeIT {

    private static LocalStore local;
    private static StripeStandIn stripe;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = LocalStore.start(LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml")))
                .withParameter("PaymentProvider", "stripe"));
        stripe = local.stripe().orElseThrow();
        shop = new TestShop(Store.at(local.apiUrl().toString()));
    }

    @AfterAll
    static void stop() {
        assertThat(stripe.violations()).isEmpty();
        local.close();
    }

    @Test
    void card_approved_shouldPayAndBeRefunded() {
        var orderId = order("pm_card_visa");
        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");
        var order = paid.path("reference").asText();
        assertThat(stripe.balance(order)).isEqualTo(900);

        shop.admin().post("/v1/admin/orders/" + order + "/refund", "{}").expect(202);

        shop.awaitStatus(shop.guest(), orderId, "REFUNDED");
        assertThat(stripe.balance(order)).isZero();
    }

    @Test
    void card_declined_shouldSayWhyAndLetAnotherPay() {
        var orderId = order("pm_card_visa_chargeDeclinedInsufficientFunds");
        var declined = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        assertThat(declined.at("/paymentDue/reason").asText()).isEqualTo("insufficient_funds");

        shop.guest().post("/v1/orders/" + orderId + "/payments", "{\"paymentToken\": \"ctoken_card_visa\"}")
                .expect(202);

        shop.awaitStatus(shop.guest(), orderId, "PAID");
    }

    @Test
    void customer_whoConfirmsInTheForm_shouldHavePaidAtOnce() {
        var orderId = order("pm_card_authenticationRequired");
        var waiting = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_ACTION_REQUIRED");
        assertThat(waiting.at("/paymentDue/clientSecret").asText()).contains("_secret_");
        assertThat(waiting.at("/paymentDue/actionUrl").isMissingNode()).isTrue();

        stripe.confirm(intent(waiting), true);

        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");
        assertThat(TestShop.timeline(paid)).containsExactly(
                "OrderPlaced", "StockReserved", "PaymentActionRequired", "PaymentCaptured");
        assertThat(paid.toString()).doesNotContain("_secret_");
    }

    @Test
    void customer_whoRefusesInTheForm_shouldBeDeclined() {
        var orderId = order("pm_card_authenticationRequired");
        var waiting = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_ACTION_REQUIRED");

        stripe.confirm(intent(waiting), false);

        shop.awaitStatus(shop.guest(), orderId, "PAYMENT_DECLINED");
        await().atMost(TestShop.SOON).until(() -> stripe.intent(waiting.path("reference").asText(), 0).orElseThrow()
                .path("status").asText().equals("canceled"));
    }

    @Test
    void refundInTheDashboardAndDispute_shouldBeInTheOrdersTimelineOnce() {
        var orderId = order("pm_card_visa");
        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");

        stripe.refundInDashboard(intent(paid), 100);
        var dispute = stripe.dispute(intent(paid));
        stripe.closeDispute(dispute, true);

        await().atMost(TestShop.SOON).until(() -> reports(orderId).contains("DISPUTE_WON"));
        assertThat(reports(orderId)).containsExactlyInAnyOrder("REFUNDED", "DISPUTED", "DISPUTE_WON");
        var seen = shop.orderView(shop.guest(), orderId);
        assertThat(seen.path("status").asText()).isEqualTo("PAID");
        assertThat(seen.path("refunded").asLong()).isEqualTo(100);
        assertThat(seen.path("refundable").asLong()).isEqualTo(800);
        assertThat(seen.has("disputed")).as("The dispute is won").isFalse();
        shop.admin().post("/v1/admin/orders/" + seen.path("reference").asText() + "/refund", "{\"amount\": 801}")
                .expectProblem(409, "refund-too-large");
    }

    private static List<String> reports(String orderId) {
        var reports = new ArrayList<String>();
        shop.orderView(shop.guest(), orderId).path("timeline").forEach(fact -> {
            if (fact.path("type").asText().equals("PaymentReported")) {
                reports.add(fact.path("report").asText());
            }
        });
        return reports;
    }

    @Test
    void callback_withAWrongSignature_shouldBeRefused() {
        var event = stripe.signed("{}");

        shop.guest().with("Stripe-Signature", event.signature()).post("/v1/payments/stripe/events", "{\"a\": 1}")
                .expectProblem(400, "invalid-signature");
        shop.guest().with("Stripe-Signature", event.signature()).post("/v1/payments/stripe/events", event.payload())
                .expect(202);
        shop.guest().post("/v1/payments/sandbox/events", "{}").expectProblem(404, "not-found");
    }

    private static String order(String token) {
        var sku = shop.product(450, 5);
        return shop.order(shop.guest(), shop.cart(shop.guest(), sku, 2), TestShop.uniqueEmail(), token);
    }

    private static String intent(JsonNode order) {
        return stripe.intent(order.path("reference").asText(), 0).orElseThrow().path("id").asText();
    }
}

package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.stripe.StripeStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Stores that authorize payments at checkout and capture them at shipment: with Stripe's stand-in, and with the sandbox. */
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "It has stores of its own")
@Execution(ExecutionMode.CONCURRENT)
class CaptureIT {

    private static LocalStore withStripe;
    private static LocalStore withSandbox;
    private static StripeStandIn stripe;
    private static TestShop shop;
    private static TestShop sandbox;

    @BeforeAll
    static void start() {
        withStripe = LocalStore.start(options().withParameter("PaymentProvider", "stripe"));
        withSandbox = LocalStore.start(options());
        stripe = withStripe.stripe().orElseThrow();
        shop = new TestShop(Store.at(withStripe.apiUrl().toString()));
        sandbox = new TestShop(Store.at(withSandbox.apiUrl().toString()));
    }

    private static LocalStore.Options options() {
        return LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml")))
                .withParameter("PaymentCapture", "shipment");
    }

    @AfterAll
    static void stop() {
        assertThat(stripe.violations()).isEmpty();
        withStripe.close();
        withSandbox.close();
    }

    @Test
    void ship_authorizedOrder_shouldCaptureFirstAndShipOnce() {
        var email = TestShop.uniqueEmail();
        var sku = shop.product(450, 5);
        var orderId = authorized(shop, sku, 2, email, "pm_card_visa");
        var order = shop.orderView(shop.guest(), orderId);
        assertThat(order.at("/authorization/amount").asLong()).isEqualTo(900);
        assertThat(order.at("/authorization/captureBefore").asText()).isNotEmpty();
        assertThat(order.path("refundable").asLong()).isZero();
        assertThat(status(order)).isEqualTo("requires_capture");
        assertThat(shop.available(sku)).isEqualTo(3);
        shop.admin().post(admin(order, "refund"), "{}").expectProblem(409, "not-refundable");
        shop.admin().post(admin(order, "capture/settle"), "{}").expectProblem(409, "capture-not-failed");
        shop.guest().post(admin(order, "capture"), "").expect(401);

        var parcel = "{\"carrier\": \"DHL\", \"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(sku);
        var ship = shop.admin().with("Idempotency-Key", TestShop.unique("key"));
        ship.post(admin(order, "ship"), parcel).expect(202);

        var shipped = shop.awaitStatus(shop.guest(), orderId, "PARTIALLY_SHIPPED");
        ship.post(admin(order, "ship"), parcel).expect(200);
        assertThat(TestShop.timeline(shipped)).containsExactly(
                "OrderPlaced", "StockReserved", "PaymentAuthorized", "CaptureRequested", "PaymentCaptured",
                "OrderShipped");
        assertThat(shipped.has("authorization")).isFalse();
        assertThat(shipped.path("shipments")).hasSize(1);
        assertThat(shipped.path("refundable").asLong()).isEqualTo(900);
        assertThat(status(order)).isEqualTo("succeeded");
        assertThat(shop.awaitMails(email, 2)).extracting(mail -> mail.path("text").asText())
                .anySatisfy(text -> assertThat(text).contains("is authorized"))
                .noneSatisfy(text -> assertThat(text).contains("received your payment"));
    }

    @Test
    void cancel_authorizedOrder_shouldVoidIt() {
        var sku = shop.product(450, 5);
        var orderId = authorized(shop, sku, 2, TestShop.uniqueEmail(), "pm_card_visa");
        var order = shop.orderView(shop.guest(), orderId);

        shop.guest().post("/v1/orders/" + orderId + "/cancel", "{}").expect(200);

        await().atMost(TestShop.SOON).until(() -> status(order).equals("canceled"));
        await().atMost(TestShop.SOON).until(() -> shop.available(sku) == 5);
        assertThat(shop.orderView(shop.guest(), orderId).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(stripe.balance(order.path("reference").asText())).isZero();
        shop.admin().post(admin(order, "capture"), "").expectProblem(409, "not-capturable");
    }

    @Test
    void cancelUnits_ofAnAuthorizedOrder_shouldCaptureTheRest() {
        var email = TestShop.uniqueEmail();
        var sku = shop.product(450, 5);
        var orderId = authorized(shop, sku, 3, email, "pm_card_visa");
        var order = shop.orderView(shop.guest(), orderId);
        var one = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}], \"reason\": \"Damaged\"}".formatted(sku);

        var cancelled = shop.admin().post(admin(order, "cancel"), one).expect(200).json();
        assertThat(cancelled.at("/authorization/amount").asLong()).isEqualTo(900);
        assertThat(cancelled.path("status").asText()).isEqualTo("AUTHORIZED");
        await().atMost(TestShop.SOON).until(() -> shop.available(sku) == 3);

        shop.admin().post(admin(order, "capture"), "").expect(202);
        var paid = shop.awaitStatus(shop.guest(), orderId, "PAID");
        shop.admin().post(admin(order, "capture"), "").expect(200);

        assertThat(paid.path("total").asLong()).isEqualTo(1350);
        assertThat(paid.path("captured").asLong()).isEqualTo(900);
        assertThat(paid.path("refundable").asLong()).isEqualTo(900);
        assertThat(paid.path("refunded").asLong()).isZero();
        assertThat(paid.at("/lines/0/cancelled").asInt()).isEqualTo(1);
        assertThat(stripe.intent(paid.path("reference").asText(), 0).orElseThrow().path("amount_received").asLong())
                .isEqualTo(900);
        assertThat(shop.awaitMails(email, 3))
                .anySatisfy(mail -> assertThat(mail.path("text").asText()).contains("Damaged", "9.00"))
                .anySatisfy(mail -> assertThat(mail.path("text").asText()).contains("We charged €9.00"));
    }

    @Test
    void authorization_thatEnds_shouldBeSeenByTheShopAndSettled() {
        var orderId = authorized(shop, shop.product(450, 5), 2, TestShop.uniqueEmail(), "pm_card_visa");
        var order = shop.orderView(shop.guest(), orderId);

        stripe.endAuthorization(intent(order));

        shop.awaitStatus(shop.guest(), orderId, "CAPTURE_FAILED");
        assertThat(shop.orderView(shop.admin(), orderId).at("/authorization/failure").asText())
                .isEqualTo("authorization_expired");
        assertThat(shop.orderView(shop.guest(), orderId).at("/authorization/failure").isMissingNode()).isTrue();
        shop.admin().post(admin(order, "capture/settle"), "{\"reason\": \"By bank transfer\"}").expect(200);
        shop.admin().post(admin(order, "capture/settle"), "{\"reason\": \"By bank transfer\"}").expect(200);
        shop.admin().post(admin(order, "ship"), "{}").expect(200);
        shop.awaitStatus(shop.guest(), orderId, "SHIPPED");
    }

    @Test
    void capture_inTheDashboard_shouldBeRecordedWithItsAmount() {
        var orderId = authorized(shop, shop.product(450, 5), 2, TestShop.uniqueEmail(), "pm_card_visa");
        var order = shop.orderView(shop.guest(), orderId);

        stripe.captureInDashboard(intent(order), 700);

        assertThat(shop.awaitStatus(shop.guest(), orderId, "PAID").path("refundable").asLong()).isEqualTo(700);
    }

    @Test
    void customer_whoConfirmsInTheForm_shouldHaveAuthorized() {
        var orderId = order(shop, shop.product(450, 5), 2, TestShop.uniqueEmail(), "pm_card_authenticationRequired");
        var waiting = shop.awaitStatus(shop.guest(), orderId, "PAYMENT_ACTION_REQUIRED");

        stripe.confirm(intent(waiting), true);

        shop.awaitStatus(shop.guest(), orderId, "AUTHORIZED");
    }

    @Test
    void capture_thatIsRefused_shouldKeepTheParcelAndSucceedLater() {
        var sku = sandbox.product(1000, 5);
        var orderId = authorized(sandbox, sku, 2, TestShop.uniqueEmail(), "tok_capture_fails");
        var order = sandbox.orderView(sandbox.guest(), orderId);
        sandbox.admin().post(admin(order, "ship"), "{}").expect(202);

        var failed = sandbox.awaitStatus(sandbox.guest(), orderId, "CAPTURE_FAILED");
        assertThat(failed.path("shipments")).isEmpty();
        assertThat(sandbox.orderView(sandbox.admin(), orderId).at("/authorization/failure").asText())
                .isEqualTo("card_declined");
        assertThat(sandbox.available(sku)).isEqualTo(3);

        sandbox.admin().post(admin(order, "ship"), "{}").expect(202);
        sandbox.awaitStatus(sandbox.guest(), orderId, "SHIPPED");
        sandbox.admin().post(admin(order, "refund"), "{}").expect(202);
        await().atMost(TestShop.SOON).until(
                () -> sandbox.orderView(sandbox.guest(), orderId).path("refunded").asLong() == 2000);
    }

    @Test
    void order_ofNothing_shouldBePaidAtOnce() {
        var sku = sandbox.product(0, 5);
        var orderId = sandbox.order(
                sandbox.guest(), sandbox.cart(sandbox.guest(), sku, 1), TestShop.uniqueEmail(), "tok_approve");

        sandbox.awaitStatus(sandbox.guest(), orderId, "PAID");
    }

    private static String authorized(TestShop shop, String sku, int units, String email, String token) {
        var orderId = order(shop, sku, units, email, token);
        shop.awaitStatus(shop.guest(), orderId, "AUTHORIZED");
        return orderId;
    }

    private static String order(TestShop shop, String sku, int units, String email, String token) {
        return shop.order(shop.guest(), shop.cart(shop.guest(), sku, units), email, token);
    }

    private static String admin(JsonNode order, String action) {
        return "/v1/admin/orders/" + order.path("reference").asText() + "/" + action;
    }

    private static String intent(JsonNode order) {
        return stripe.intent(order.path("reference").asText(), 0).orElseThrow().path("id").asText();
    }

    private static String status(JsonNode order) {
        return stripe.intent(order.path("reference").asText(), 0).orElseThrow().path("status").asText();
    }
}

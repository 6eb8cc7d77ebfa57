package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.runtime.json.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shipping and taxes, in a store of its own, because its rules hold for every purchase. */
class TotalsIT {

    private static LocalStore local;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = LocalStore
                .start(LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml"))
                        .withParameter("CallerRequestsPerMinute", "1000000")));
        shop = new TestShop(Store.at(local.apiUrl().toString()));
        putRules(490);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    /** What an earlier test changed is put back, in the same minute. */
    @BeforeEach
    void usualRules() {
        if (rules().at("/shippingZones/0/methods/0/steps/0/price").asLong() != 490) {
            putRules(490);
        }
    }

    @Test
    void cart_shouldShowItsTotalsBeforeCheckout() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);

        var unknown = totals(cart, "");
        var german = totals(cart, "?country=DE&shippingMethod=standard");
        var canadian = totals(cart, "?country=CA&region=QC");
        var elsewhere = totals(cart, "?country=JP&shippingMethod=standard");

        assertThat(unknown.path("needsShipping").asBoolean()).isTrue();
        assertThat(unknown.path("shippingMethods")).isEmpty();
        assertThat(unknown.at("/totals/total").asLong()).isEqualTo(2380);
        assertThat(unknown.at("/totals/tax").asLong()).isEqualTo(380);
        assertThat(german.at("/shippingMethods/0/price").asLong()).isEqualTo(490);
        assertThat(german.at("/totals/shipping/name").asText()).isEqualTo("Standard");
        assertThat(german.at("/totals/total").asLong()).isEqualTo(2870);
        assertThat(german.at("/totals/tax").asLong()).isEqualTo(458);
        assertThat(canadian.at("/totals/taxes")).hasSize(2);
        assertThat(canadian.at("/shippingMethods/0/price").asLong()).isEqualTo(1490);
        assertThat(elsewhere.path("shippingMethods")).isEmpty();
        assertThat(shop.guest().get("/v1/carts/" + cart).expect(200).json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void linesWithoutACart_shouldCostWhatTheirTotalsSaid() {
        var sku = shop.product(1190, 5);
        var wanted = """
                {"lines": [{"sku": "%s", "quantity": 2}], "country": "%s", "shippingMethod": "standard"}
                """;

        var seen = shop.guest().post("/v1/totals", wanted.formatted(sku, "DE")).expect(200).json();
        var body = body("", TestShop.uniqueEmail(), "standard");
        body.remove(List.of("cartId", "version"));
        body.put("currency", seen.path("currency").asText()).put("total", seen.at("/totals/total").asLong());
        body.putArray("lines").addObject().put("sku", sku).put("quantity", 2)
                .put("unitPrice", seen.at("/lines/0/unitPrice").asLong());
        var order = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/checkout", body.toString()).expect(202).json();

        assertThat(seen.at("/totals/total").asLong()).isEqualTo(2870);
        assertThat(seen.at("/lines/0/tax").asLong()).isEqualTo(380);
        assertThat(seen.path("needsShipping").asBoolean()).isTrue();
        assertThat(shop.awaitStatus(shop.guest(), order.path("orderId").asText(), "PAID").path("totals"))
                .isEqualTo(seen.path("totals"));
        assertThat(shop.guest().post("/v1/totals", wanted.formatted(sku, "JP")).expect(200).json()
                .path("shippingMethods")).isEmpty();
        shop.guest().post("/v1/totals", wanted.formatted("NO-SUCH-SKU", "DE")).expectInvalid("lines[0].sku");
    }

    @Test
    void totals_ofWhatIsNotACart_shouldBeRefused() {
        var cart = shop.guest().post("/v1/carts", "{}").expect(201).json().path("cartId").asText();

        shop.guest().get("/v1/carts/" + cart + "/totals").expectProblem(409, "cart-empty");
        shop.guest().get("/v1/carts/" + cart + "/totals?country=Germany").expectInvalid("country");
        shop.guest().get("/v1/carts/" + cart + "/totals?region=quebec").expectInvalid("region");
        shop.guest().get("/v1/carts/" + cart + "/totals?shippingMethod=A").expectInvalid("shippingMethod");
        shop.guest().get("/v1/carts/" + cart + "/totals?postalCode=1").expectInvalid("postalCode");
        shop.guest().get("/v1/carts/crt_00000000000000000000000000000000/totals").expectProblem(404, "not-found");
    }

    @Test
    void order_shouldCostWhatTheCartShowedAndKeepItWhenTheRulesChange() {
        var email = TestShop.uniqueEmail();
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);
        var total = totals(cart, "?country=DE&shippingMethod=standard").at("/totals/total").asLong();

        var body = body(cart, email, "standard").put("total", total);
        var order = shop.guest().post("/v1/checkout", body.toString()).expect(202).json();
        var again = shop.guest().post("/v1/checkout", body.toString()).expect(202);
        var paid = shop.awaitStatus(shop.guest(), order.path("orderId").asText(), "PAID");
        var version = rules().path("version").asLong();
        putRules(990);
        var later = shop.admin().get("/v1/orders/" + paid.path("reference").asText()).expect(200).json();

        assertThat(order.path("total").asLong()).isEqualTo(2870);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(later.path("totals")).isEqualTo(paid.path("totals"));
        assertThat(paid.at("/totals/total").asLong()).isEqualTo(2870);
        assertThat(paid.at("/totals/taxes/0/amount").asLong()).isEqualTo(458);
        assertThat(paid.at("/lines/0/tax").asLong()).isEqualTo(380);
        assertThat(paid.at("/timeline/2/amount").asLong()).isEqualTo(2870);
        assertThat(later.at("/contact/shippingAddress/phone").asText()).isEqualTo("+49 30 1234");
        assertThat(later.at("/contact/billingAddress/company").asText()).isEqualTo("Tea Ltd.");
        assertThat(rules().path("version").asLong()).isGreaterThan(version);
        assertThat(shop.awaitMails(email, 1).getFirst().path("text").asText())
                .contains("Shipping, Standard: €4.90", "Total: €28.70", "Includes VAT 19%: €4.58");

        shop.admin().post("/v1/admin/orders/" + order.path("orderId").asText() + "/refund", "{}").expect(202);
        var refunded = shop.awaitStatus(shop.guest(), order.path("orderId").asText(), "REFUNDED");
        assertThat(refunded.at("/timeline/4/amount").asLong()).isEqualTo(2870);
    }

    @Test
    void checkout_atAnotherTotal_shouldBeRefusedWithTheTotalsAndChargeNothing() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);
        var seen = body(cart, TestShop.uniqueEmail(), "standard").put("total", 2380L);

        var refused = shop.guest().post("/v1/checkout", seen.toString()).expectProblem(409, "total-changed").json();

        assertThat(refused.at("/totals/total").asLong()).isEqualTo(2870);
        assertThat(refused.path("total").asLong()).isEqualTo(2870);
        shop.guest().post("/v1/checkout", seen.put("total", 2870L).toString()).expect(202);
    }

    @Test
    void checkout_rightAfterTheRulesChanged_shouldKnowThem() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);
        totals(cart, "?country=DE&shippingMethod=standard");
        putRules(700);

        var body = body(cart, TestShop.uniqueEmail(), "standard").put("total", 2380L + 700);

        assertThat(shop.guest().post("/v1/checkout", body.toString()).expect(202).json().path("total").asLong())
                .isEqualTo(3080);
    }

    @Test
    void checkout_withoutWhatShippingNeeds_shouldSayWhat() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);
        var email = TestShop.uniqueEmail();

        var nothing = body(cart, email, "standard");
        nothing.remove("shippingMethod");
        nothing.remove("shippingAddress");
        shop.guest().post("/v1/checkout", nothing.toString())
                .expectInvalid("shippingAddress")
                .expectInvalid("shippingMethod");
        var unavailable = shop.guest().post("/v1/checkout", body(cart, email, "drone").toString())
                .expectProblem(409, "shipping-unavailable").json();
        assertThat(unavailable.at("/shippingMethods/0/id").asText()).isEqualTo("standard");
        var japan = body(cart, email, "standard");
        ((ObjectNode) japan.path("shippingAddress")).put("country", "JP").put("postalCode", "100-0001");
        assertThat(shop.guest().post("/v1/checkout", japan.toString())
                .expectProblem(409, "shipping-unavailable").json().path("shippingMethods")).isEmpty();
    }

    @Test
    void orderOfNothing_shouldBePaidAndRefundedWithoutTheProvider() {
        var sku = TestShop.unique("FREE");
        shop.admin().put("/v1/admin/products/" + TestShop.productOf(sku), """
                {"title": "Free sticker", "category": "stickers", "requiresShipping": false,
                 "variants": [{"sku": "%s", "price": 0}]}
                """.formatted(sku)).expect(201);
        shop.adjust(sku, 5);
        await("stock of " + sku).atMost(TestShop.SOON)
                .until(() -> !shop.availability(TestShop.productOf(sku)).equals("OUT"));
        var free = """
                {"lines": [{"sku": "%s", "quantity": 1, "unitPrice": 0}], "currency": "EUR", "email": "%s"%s}
                """;
        var client = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString());

        var order = client.post("/v1/checkout", free.formatted(sku, TestShop.uniqueEmail(), "")).expect(202).json();

        var id = order.path("orderId").asText();
        shop.awaitStatus(shop.guest(), id, "PAID");
        shop.admin().post("/v1/admin/orders/" + id + "/refund", "{}").expect(202);
        shop.awaitStatus(shop.guest(), id, "REFUNDED");
        var declined = shop.guest().with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/checkout",
                        free.formatted(sku, TestShop.uniqueEmail(), ", \"paymentToken\": \"tok_decline\""))
                .expect(202).json();
        shop.awaitStatus(shop.guest(), declined.path("orderId").asText(), "PAID");
    }

    @Test
    void checkout_withoutATokenForAnOrderThatCosts_shouldNameIt() {
        var body = body(shop.cart(shop.guest(), shop.product(1190, 5), 1), TestShop.uniqueEmail(), "standard");
        body.remove("paymentToken");

        shop.guest().post("/v1/checkout", body.toString()).expectInvalid("paymentToken");
    }

    @Test
    void rules_shouldBeReplacedOnlyByWhoHasSeenThem() {
        var seen = rules().path("version").asLong();

        shop.admin().with("If-Match", "\"" + seen + "\"").put("/v1/admin/rules", rules(490)).expect(200);
        shop.admin().with("If-Match", "\"" + seen + "\"").put("/v1/admin/rules", rules(491))
                .expectProblem(412, "precondition-failed");
        shop.replace("/v1/admin/rules", "{\"taxes\": []}").expectInvalid("taxes");
        shop.admin().put("/v1/admin/rules", rules(490)).expectProblem(428, "precondition-required");
        shop.customer("carol").put("/v1/admin/rules", rules(490)).expectProblem(403, "forbidden");
    }

    private static JsonNode totals(String cart, String query) {
        return shop.guest().get("/v1/carts/" + cart + "/totals" + query).expect(200).json();
    }

    private static JsonNode rules() {
        return shop.admin().get("/v1/admin/rules").expect(200).json();
    }

    private static void putRules(long shipping) {
        shop.replace("/v1/admin/rules", rules(shipping)).expect(200);
    }

    /** Prices include 19 percent in Germany and two taxes in Quebec; shipping is free from 50.00. */
    private static String rules(long shipping) {
        return """
                {"country": "DE", "pricesIncludeTax": true,
                 "taxRates": [
                   {"name": "VAT", "country": "DE", "rate": 19},
                   {"name": "GST", "country": "CA", "rate": 5},
                   {"name": "QST", "country": "CA", "region": "QC", "rate": 9.975}],
                 "shippingZones": [
                   {"name": "Germany", "places": [{"country": "DE"}], "methods": [
                     {"id": "standard", "name": "Standard", "steps": [{"price": %d}], "freeFrom": 5000}]},
                   {"name": "Canada", "places": [{"country": "CA", "regions": ["QC", "ON"]}], "methods": [
                     {"id": "standard", "name": "Standard", "basis": "WEIGHT",
                      "steps": [{"upTo": 1000, "price": 1490}, {"price": 2990}]}]}]}
                """.formatted(shipping);
    }

    private static ObjectNode body(String cart, String email, String method) {
        return (ObjectNode) Json.read("""
                {"cartId": "%s", "version": 2, "email": "%s", "name": "Bo Buyer", "paymentToken": "tok_approve",
                 "shippingMethod": "%s",
                 "shippingAddress": {"line1": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE",
                   "phone": "+49 30 1234"},
                 "billingAddress": {"company": "Tea Ltd.", "line1": "Main Street 2", "city": "Berlin",
                   "postalCode": "10115", "country": "DE"}}
                """.formatted(cart, email, method), JsonNode.class);
    }
}

package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Promotions, in a store of its own, because its rules hold for every purchase. */
@Execution(ExecutionMode.CONCURRENT)
class PromotionsIT {

    private static final String RULES = """
                {"country": "DE", "pricesIncludeTax": true,
                 "taxRates": [{"name": "VAT", "country": "DE", "rate": 19}],
                 "shippingZones": [{"name": "World", "methods": [
                   {"id": "standard", "name": "Standard", "steps": [{"price": 490}]}]}],
                 "promotions": [
                   {"name": "Large order", "kind": "AMOUNT", "amount": 1000, "conditions": {"minSubtotal": 20000}},
                   {"name": "Ten percent", "code": "ten", "kind": "PERCENT", "percent": 10},
                   {"name": "Free shipping", "code": "SHIP", "kind": "FREE_SHIPPING",
                    "conditions": {"minSubtotal": 5000}},
                   {"name": "Welcome", "code": "HELLO", "kind": "AMOUNT", "amount": 300,
                    "conditions": {"firstOrder": true}},
                   {"name": "Books", "code": "BOOKS", "kind": "PERCENT", "percent": 50,
                    "conditions": {"categories": ["books"]}},
                   {"name": "Last year", "code": "OLD", "kind": "PERCENT", "percent": 50,
                    "conditions": {"until": "2020-01-01T00:00:00Z"}},
                   {"name": "The first", "code": "FEW", "kind": "AMOUNT", "amount": 100, "uses": %d}%s]}
                """;

    private static LocalStore local;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = Store.unlimited();
        shop = new TestShop(Store.at(local.apiUrl().toString()));
        shop.replace("/v1/admin/rules", RULES.formatted(50, "")).expect(200);
        awaitUses("FEW", 50);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void cart_shouldShowEachDiscountWithItsReasonAndWhyACodeDoesNotApply() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 2);

        var totals = totals(cart, "codes=ten,SHIP,NOPE");

        assertThat(totals.at("/totals/discounts")).hasSize(1);
        assertThat(totals.at("/totals/discounts/0/reason").asText()).isEqualTo("Ten percent");
        assertThat(totals.at("/totals/discounts/0/code").asText()).isEqualTo("TEN");
        assertThat(totals.at("/totals/discounts/0/amount").asLong()).isEqualTo(238);
        assertThat(totals.at("/totals/total").asLong()).isEqualTo(2380 - 238);
        assertThat(totals.at("/codes/0/applies").asBoolean()).isTrue();
        assertThat(totals.at("/codes/1/condition").asText()).isEqualTo("SUBTOTAL");
        assertThat(totals.at("/codes/1/minSubtotal").asLong()).isEqualTo(5000);
        assertThat(totals.at("/codes/2/condition").asText()).isEqualTo("UNKNOWN");
        assertThat(totals(cart, "codes=BOOKS,OLD,HELLO").findValuesAsText("condition"))
                .containsExactly("PRODUCTS", "ENDED", "SIGNED_IN");
        shop.guest().get("/v1/carts/" + cart + "/totals?codes=A%20B").expectInvalid("codes");
        shop.guest().get("/v1/carts/" + cart + "/totals?codes=A,B,C,D").expectInvalid("codes");
        shop.guest().get("/v1/carts/" + cart + "/totals?codes=A,,B").expectInvalid("codes");
        assertThat(totals(cart, "codes=BOOKS&codes=OLD,HELLO").path("codes").findValuesAsText("code"))
                .containsExactly("BOOKS", "OLD", "HELLO");
    }

    @Test
    void order_shouldHaveItsCodesAndCostWhatTheCartShowed() {
        var cart = shop.cart(shop.guest(), shop.product(11900, 5), 2);
        var email = TestShop.uniqueEmail();
        var total = totals(cart, "country=DE&shippingMethod=standard&codes=TEN,SHIP").at("/totals/total").asLong();

        var body = body(cart, email).put("total", total);
        body.putArray("codes").add("ten").add("ship");
        var order = shop.guest().post("/v1/checkout", body.toString()).expect(202).json();

        // 238.00 less 10.00 for a large order, less 10 percent of what is left; shipping is free.
        assertThat(order.path("total").asLong()).isEqualTo(20_520);
        var paid = shop.awaitStatus(shop.guest(), order.path("orderId").asText(), "PAID");
        assertThat(paid.path("codes")).extracting(JsonNode::asText).containsExactly("TEN", "SHIP");
        assertThat(paid.at("/totals/discounts").findValuesAsText("reason"))
                .containsExactly("Large order", "Ten percent");
        assertThat(paid.at("/totals/shipping/discounts/0/code").asText()).isEqualTo("SHIP");
        assertThat(shop.awaitMails(email, 1).getFirst().path("text").asText())
                .contains("Large order", "Ten percent", "Total: €205.20");
    }

    @Test
    void linesWithoutACart_shouldHaveTheDiscountsOfTheirCodes() {
        var sku = shop.product(1190, 5);

        var totals = shop.guest().post("/v1/totals", """
                {"lines": [{"sku": "%s", "quantity": 2}], "codes": ["ten", "FEW", "nope"]}
                """.formatted(sku)).expect(200).json();

        assertThat(totals.at("/totals/total").asLong()).isEqualTo(2380 - 238 - 100);
        assertThat(totals.at("/lines/0/discount").asLong()).isEqualTo(338);
        assertThat(totals.path("codes").findValuesAsText("applies")).containsExactly("true", "true", "false");
        assertThat(totals.at("/codes/2/condition").asText()).isEqualTo("UNKNOWN");
        assertThat(shop.customer("first-" + UUID.randomUUID()).post("/v1/totals", """
                {"lines": [{"sku": "%s", "quantity": 1}], "codes": ["HELLO"]}
                """.formatted(sku)).expect(200).json().at("/totals/discount").asLong()).isEqualTo(300);
    }

    @Test
    void checkout_withCodesThatDoNotApply_shouldBeRefusedWithTheConditions() {
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 1);
        var body = body(cart, TestShop.uniqueEmail());
        body.putArray("codes").add("TEN").add("SHIP").add("OLD");

        var refused = shop.guest().post("/v1/checkout", body.toString()).expectProblem(409, "code-refused").json();

        assertThat(refused.path("codes").findValuesAsText("code")).containsExactly("SHIP", "OLD");
        assertThat(refused.path("codes").findValuesAsText("condition")).containsExactly("SUBTOTAL", "ENDED");
        body.putArray("codes").add("not a code");
        shop.guest().post("/v1/checkout", body.toString()).expectInvalid("codes[0]");
    }

    @Test
    void codeForFirstOrders_shouldBeForCustomersWithoutOne() {
        var customer = shop.customer("first-" + UUID.randomUUID());
        var sku = shop.product(1190, 5);
        var cart = shop.cart(customer, sku, 1);
        var body = body(cart, TestShop.uniqueEmail());
        body.putArray("codes").add("HELLO");

        assertThat(welcome(customer, cart).path("applies").asBoolean()).isTrue();
        var order = customer.post("/v1/checkout", body.toString()).expect(202).json();
        assertThat(order.path("total").asLong()).isEqualTo(1190 - 300 + 490);
        shop.awaitStatus(customer, order.path("orderId").asText(), "PAID");

        var next = shop.cart(customer, sku, 1);
        assertThat(welcome(customer, next).path("condition").asText()).isEqualTo("FIRST_ORDER");
        var again = body(next, TestShop.uniqueEmail());
        again.putArray("codes").add("HELLO");
        assertThat(customer.post("/v1/checkout", again.toString()).expectProblem(409, "code-refused").json()
                .at("/codes/0/condition").asText()).isEqualTo("FIRST_ORDER");
    }

    private static JsonNode welcome(Client customer, String cart) {
        return customer.get("/v1/carts/" + cart + "/totals?codes=HELLO").expect(200).json().at("/codes/0");
    }

    @Test
    void rules_shouldNameWhatIsInvalid() {
        shop.replace("/v1/admin/rules", """
                {"promotions": [{"name": "A", "code": "A", "kind": "PERCENT", "percent": 200}]}
                """).expectInvalid("promotions[0].percent");
    }

    @Test
    void limitedCode_ofAHundredUses_shouldBeInExactlyAHundredOfAThousandOrders() throws Exception {
        putRules("""
                , {"name": "Hundred", "code": "HUNDRED", "kind": "AMOUNT", "amount": 100, "uses": 100}""");
        awaitUses("HUNDRED", 100);
        var sku = shop.product(1190, 2000);

        var answers = atOnce(1000, number -> buyNow(sku, "HUNDRED"));

        var placed = answers.stream().filter(answer -> answer.status() == 202).toList();
        answers.stream().filter(answer -> answer.status() != 202).forEach(answer -> assertThat(
                answer.expectProblem(409, "code-refused").json().at("/codes/0/condition").asText())
                        .isEqualTo("USED_UP"));
        var orders = placed.stream().map(PromotionsIT::settled).toList();
        assertThat(orders).filteredOn(order -> order.path("status").asText().equals("PAID")).hasSize(100)
                .allMatch(order -> order.at("/codes/0").asText().equals("HUNDRED"));
        assertThat(orders).filteredOn(order -> !order.path("status").asText().equals("PAID"))
                .allMatch(order -> order.at("/timeline/1/usedUpCodes/0").asText().equals("HUNDRED"));
        assertThat(shop.available("promotion:HUNDRED")).isZero();
        assertThat(shop.available(sku)).isEqualTo(1900);
        assertThat(verdict("promotion:HUNDRED")).isEqualTo("VERIFIED");
    }

    @Test
    void limitedCode_shouldComeBackWithAnOrderThatEndsAndBeRaisedByTheDifference() {
        var sku = shop.product(1190, 200);
        putRules("""
                , {"name": "Once", "code": "ONCE", "kind": "AMOUNT", "amount": 100, "uses": 1}""");
        awaitUses("ONCE", 1);
        var order = settled(buyNow(sku, "ONCE").expect(202));
        assertThat(order.path("status").asText()).isEqualTo("PAID");
        await("code used up").atMost(TestShop.SOON)
                .until(() -> buyNow(sku, "ONCE").status() == 409);

        shop.admin().post("/v1/admin/orders/" + order.path("reference").asText() + "/refund", "{}").expect(202);
        awaitUses("ONCE", 1);
        await("code for sale again").atMost(TestShop.SOON).until(() -> buyNow(sku, "ONCE").status() == 202);
        await("code taken").atMost(TestShop.SOON).until(() -> shop.available("promotion:ONCE") == 0);

        putRules("""
                , {"name": "Once", "code": "ONCE", "kind": "AMOUNT", "amount": 100, "uses": 3}""");
        awaitUses("ONCE", 2);
        putRules("""
                , {"name": "Once", "code": "ONCE", "kind": "AMOUNT", "amount": 100, "uses": 3}""");
        shop.replace("/v1/admin/rules", RULES.formatted(50, """
                , {"name": "Once", "code": "ONCE", "kind": "AMOUNT", "amount": 100, "uses": 2}"""))
                .expectInvalid("promotions[7].uses");
        assertThat(shop.available("promotion:ONCE")).isEqualTo(2);
        assertThat(verdict("promotion:ONCE")).isEqualTo("VERIFIED");
    }

    @Test
    void skuOfACode_shouldBeNoProductAndHaveNoAdjustments() {
        var cart = shop.cart(shop.guest());

        shop.guest().put("/v1/carts/" + cart + "/items/promotion:FEW", "{\"quantity\": 1}").expectInvalid("sku");
        shop.guest().with("Idempotency-Key", UUID.randomUUID().toString()).post("/v1/checkout", """
                {"lines": [{"sku": "promotion:FEW", "quantity": 1, "unitPrice": 0}], "currency": "EUR",
                 "email": "a@example.com"}
                """).expectInvalid("lines[0].sku");
        shop.admin().put("/v1/admin/products/free-codes", """
                {"title": "Codes", "category": "codes", "variants": [{"sku": "promotion:FEW", "price": 1}]}
                """).expectInvalid("variants[0].sku");
        shop.admin().post("/v1/admin/inventory/adjustments", """
                {"adjustmentId": "a", "sku": "promotion:FEW", "delta": 5, "reason": "More"}
                """).expectInvalid("sku");
        shop.admin().post("/v1/admin/inventory/adjustments", """
                {"adjustmentId": "promotion.FEW.99", "sku": "SKU", "delta": 5, "reason": "More"}
                """).expectInvalid("adjustmentId");
        assertThat(shop.available("promotion:FEW")).isEqualTo(50);
    }

    private static void putRules(String more) {
        shop.replace("/v1/admin/rules", RULES.formatted(50, more)).expect(200);
    }

    private static void awaitUses(String code, long available) {
        await("uses of " + code).atMost(TestShop.SOON).until(() -> {
            var stock = shop.admin().get("/v1/admin/inventory/promotion:" + code);
            return stock.status() == 200 && stock.json().path("available").asLong() == available;
        });
        var cart = shop.cart(shop.guest(), shop.product(1190, 5), 1);
        await("availability of " + code).atMost(TestShop.SOON)
                .until(() -> totals(cart, "codes=" + code).at("/codes/0/applies").asBoolean());
    }

    private static String verdict(String sku) {
        return shop.admin().get("/v1/admin/inventory/" + sku + "/verification").expect(200).json().path("verdict")
                .asText();
    }

    private static Answer buyNow(String sku, String code) {
        return shop.guest().with("Idempotency-Key", UUID.randomUUID().toString()).post("/v1/checkout", """
                {"lines": [{"sku": "%s", "quantity": 1, "unitPrice": 1190}], "currency": "EUR", "email": "%s",
                 "codes": ["%s"], "paymentToken": "tok_approve", "shippingMethod": "standard",
                 "shippingAddress": {"line1": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}}
                """.formatted(sku, TestShop.uniqueEmail(), code));
    }

    /** The order, once it is paid or rejected. */
    private static JsonNode settled(Answer accepted) {
        var path = "/v1/orders/" + accepted.json().path("orderId").asText();
        var settled = new AtomicReference<JsonNode>();
        await(path).atMost(Duration.ofSeconds(60)).until(() -> {
            settled.set(shop.guest().get(path).expect(200).json());
            return Set.of("PAID", "REJECTED").contains(settled.get().path("status").asText());
        });
        return settled.get();
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(32)) {
            var calls = IntStream.range(0, times).<Callable<Answer>> mapToObj(number -> () -> call.apply(number))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static JsonNode totals(String cart, String query) {
        return shop.guest().get("/v1/carts/" + cart + "/totals?" + query).expect(200).json();
    }

    private static ObjectNode body(String cart, String email) {
        return (ObjectNode) Json.read("""
                {"cartId": "%s", "version": 2, "email": "%s", "paymentToken": "tok_approve",
                 "shippingMethod": "standard",
                 "shippingAddress": {"line1": "Main Street 1", "city": "Berlin", "postalCode": "10115", "country": "DE"}}
                """.formatted(cart, email), JsonNode.class);
    }
}

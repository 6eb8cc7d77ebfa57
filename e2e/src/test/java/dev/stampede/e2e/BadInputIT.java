package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: a problem document with the right status and the field's name, and nothing is written. */
@ExtendWith(StoreExtension.class)
class BadInputIT {

    private static final String NO_CART = "crt_00000000000000000000000000000000";
    private static final String NO_ORDER = "ord_00000000000000000000000000000000";

    private final TestShop shop;

    BadInputIT(TestShop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"cartId\": 1,}", "nonsense", "{\"a\":1} {\"b\":2}"})
    void checkout_withMalformedJson_shouldNameTheBody(String body) {
        shop.guest().post("/v1/checkout", body).expectInvalid("body");
    }

    @Test
    void checkout_withoutItsFields_shouldNameAllOfThem() {
        shop.guest()
                .post("/v1/checkout", "{\"cartId\": \"x\"}")
                .expectInvalid("cartId")
                .expectInvalid("version")
                .expectInvalid("email");
        shop.guest()
                .post("/v1/checkout", TestShop.checkoutBody(NO_CART, 1, "not-an-address", "tok_approve"))
                .expectInvalid("email");
        shop.guest()
                .post("/v1/checkout",
                        TestShop.checkoutBody(NO_CART, 1, "a@example.com", "tok_approve").replace("\"US\"",
                                "\"Utopia\""))
                .expectInvalid("shippingAddress.country");
        shop.guest()
                .post("/v1/checkout", TestShop.checkoutBody(NO_CART, 1, "a@example.com", "tok_approve"))
                .expectProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000", "1.5", "\"2\"", "null", "99999999999999999999"})
    void cartLine_withABadQuantity_shouldNameTheQuantityAndChangeNothing(String quantity) {
        var tea = shop.product(450, 1);
        var cart = shop.cart(shop.guest());

        shop.guest()
                .put("/v1/carts/" + cart + "/items/" + tea, "{\"quantity\": " + quantity + "}")
                .expectInvalid("quantity");

        var view = shop.guest().get("/v1/carts/" + cart).expect(200).json();
        assertThat(view.path("lines")).isEmpty();
        assertThat(view.path("version").asLong()).isEqualTo(1);
    }

    @Test
    void cartLine_ofAnUnknownSku_shouldBeRefused() {
        var cart = shop.cart(shop.guest());

        shop.guest()
                .put("/v1/carts/" + cart + "/items/NO-SUCH-SKU", "{\"quantity\": 1}")
                .expectProblem(404, "unknown-sku");
        shop.guest().put("/v1/carts/" + cart + "/items/bad%20sku", "{\"quantity\": 1}").expectInvalid("sku");
    }

    @Test
    void cart_thatIsUnknown_shouldBeNotFound() {
        shop.guest().get("/v1/carts/" + NO_CART).expectProblem(404, "not-found");
        shop.guest().get("/v1/carts/nonsense").expectInvalid("cartId");
        shop.guest().put("/v1/carts/" + NO_CART + "/items/X", "{\"quantity\": 1}").expect(404);
    }

    @Test
    void order_thatIsUnknown_shouldBeNotFound() {
        shop.guest().get("/v1/orders/" + NO_ORDER).expectProblem(404, "not-found");
        shop.guest().get("/v1/orders/nonsense").expectInvalid("orderId");
        shop.guest().get("/v1/orders/" + NO_ORDER + "?wait=999").expectInvalid("wait");
        shop.guest().post("/v1/orders/" + NO_ORDER + "/cancel", "{}").expectProblem(404, "not-found");
        shop.guest()
                .post("/v1/orders/" + NO_ORDER + "/payments", "{\"paymentToken\": \"tok_approve\"}")
                .expectProblem(404, "not-found");
        shop.customer("anna").get("/v1/orders?cursor=nonsense").expectInvalid("cursor");
    }

    @Test
    void adminRoutes_withoutAnAdminsToken_shouldBeRefused() {
        shop.guest().get("/v1/admin/orders?from=2026-01-01").expectProblem(401, "unauthorized");
        shop.guest().get("/v1/orders").expectProblem(401, "unauthorized");
        shop.guest().withToken("forged.token.here").get("/v1/orders").expectProblem(401, "unauthorized");
        shop.guest().withToken("forged.token.here").post("/v1/carts", "{}").expectProblem(401, "unauthorized");
        shop.customer("anna").get("/v1/admin/inventory/X").expectProblem(403, "forbidden");
        shop.customer("anna").put("/v1/admin/products/x", "{}").expectProblem(403, "forbidden");
    }

    @Test
    void token_withAForgedSignature_shouldBeRefused() {
        var admin = shop.admin().get("/v1/admin/orders?from=2026-01-01").expect(200);
        var token = admin.response().request().headers().firstValue("Authorization").orElseThrow().substring(7);
        var last = token.charAt(token.length() - 2) == 'A' ? 'B' : 'A';
        var forged = token.substring(0, token.length() - 2) + last + token.charAt(token.length() - 1);

        shop.guest().withToken(forged).get("/v1/admin/orders?from=2026-01-01").expectProblem(401, "unauthorized");
    }

    @Test
    void body_thatIsTooLarge_shouldBeRefused() {
        var padding = "x".repeat(200_000);

        shop.guest().post("/v1/checkout", "{\"cartId\": \"" + padding + "\"}").expectProblem(413, "body-too-large");
    }

    @Test
    void product_withBadFields_shouldNameThemAndNotBeWritten() {
        var productId = TestShop.unique("bad");

        shop.admin()
                .put("/v1/admin/products/" + productId, """
                        {"title": "", "category": "Not A Slug", "currency": "XYZ",
                         "variants": [{"sku": "a b", "price": -1}]}
                        """)
                .expectInvalid("title")
                .expectInvalid("category")
                .expectInvalid("currency")
                .expectInvalid("variants[0].sku")
                .expectInvalid("variants[0].price");
        shop.guest().get("/v1/products/" + productId).expectProblem(404, "not-found");
    }

    @Test
    void adjustment_withBadFields_shouldNameThem() {
        shop.admin()
                .post("/v1/admin/inventory/adjustments",
                        "{\"adjustmentId\": \"a b\", \"sku\": \"X\", \"delta\": 0, \"reason\": \"\"}")
                .expectInvalid("adjustmentId")
                .expectInvalid("delta");
        shop.admin().get("/v1/admin/orders?from=yesterday").expectInvalid("from");
        shop.admin().get("/v1/admin/inventory/NO-SUCH-SKU").expectProblem(404, "not-found");
    }

    @Test
    void adjustment_ofAnUnknownSku_shouldNameItAndChangeNothing() {
        var sku = shop.product(450, 1).toLowerCase(Locale.ROOT);

        var answer = shop.admin().post("/v1/admin/inventory/adjustments", adjustment(TestShop.unique("adj"), sku, 5));

        answer.expectInvalid("sku");
        shop.admin().get("/v1/admin/inventory/" + sku).expectProblem(404, "not-found");
    }

    @Test
    void adjustments_ofWhichSomeAreRefused_shouldApplyTheOthersAndTellEach() {
        var tea = shop.product(450, 10);
        var cup = shop.product(450, 1);
        var unknown = TestShop.unique("none");
        var used = TestShop.unique("adj");
        shop.admin().post("/v1/admin/inventory/adjustments", adjustment(used, tea, 2)).expect(200);
        var lost = TestShop.unique("adj");
        var delivery = TestShop.unique("adj");

        var answer = shop.admin().post("/v1/admin/inventory/adjustments", "{\"adjustments\": [" + String.join(",",
                adjustment(used, tea, 20), adjustment(TestShop.unique("adj"), unknown, 3),
                adjustment(TestShop.unique("adj"), cup, 0), adjustment(lost, cup, -2), adjustment(delivery, cup, 4))
                + "]}")
                .expect(202).json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(3);
        assertThat(answer.path("refused").findValuesAsText("index")).containsExactly("1", "2");
        await("fate of each line").atMost(TestShop.SOON).untilAsserted(() -> {
            assertThat(refusals(tea)).contains(used + " adjustment-reused", used + " applied");
            assertThat(refusals(cup)).contains(lost + " insufficient-stock", delivery + " applied");
        });
        assertThat(refusals(unknown)).singleElement().asString().endsWith(" unknown-sku");
        assertThat(shop.available(tea)).isEqualTo(12);
        assertThat(shop.available(cup)).isEqualTo(5);
    }

    @Test
    void import_withOneBadRow_shouldImportTheOthersAndNameItsFields() {
        var rows = IntStream.range(0, 5).mapToObj(number -> TestShop.unique("row")).toList();

        var answer = shop.admin().post("/v1/admin/products/import", "{\"products\": [" + String.join(",",
                rows.stream().map(id -> row(id, id, id.equals(rows.get(3)) ? "19.99" : "1999")).toList()) + "]}")
                .expect(200).json();

        assertThat(answer.path("imported").asInt()).isEqualTo(4);
        assertThat(answer.path("failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("index").asInt()).isEqualTo(3);
            assertThat(failed.path("productId").asText()).isEqualTo(rows.get(3));
            assertThat(failed.path("problem").findValuesAsText("field"))
                    .containsExactly("products[3].variants[0].price");
        });
        rows.forEach(id -> shop.guest().get("/v1/products/" + id).expect(id.equals(rows.get(3)) ? 404 : 200));
    }

    @Test
    void import_ofProductsThatSwapTheirSkus_shouldSellEachWithItsStock() {
        var tea = shop.product(450, 5);
        var cup = shop.product(700, 1);
        var swapped = "{\"products\": [" + row(TestShop.productOf(tea), cup, "700") + ","
                + row(TestShop.productOf(cup), tea, "450") + "]}";

        for (var repeat = 0; repeat < 2; repeat++) {
            var answer = shop.admin().post("/v1/admin/products/import", swapped).expect(200).json();
            assertThat(answer.path("failed")).isEmpty();
        }

        await("the swap").atMost(TestShop.SOON).untilAsserted(() -> assertThat(
                shop.guest().get("/v1/products/" + TestShop.productOf(tea)).expect(200).json()
                        .path("variants").findValuesAsText("sku")).containsExactly(cup));
        assertThat(shop.availability(TestShop.productOf(tea))).isEqualTo("LOW");
        var guest = shop.guest();
        var order = shop.order(guest, shop.cart(guest, tea, 1, cup, 1), TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(guest, order, "PAID");
    }

    private List<String> refusals(String sku) {
        return shop.stock(sku).path("movements").valueStream()
                .map(movement -> movement.path("adjustmentId").asText() + " "
                        + movement.path("refusal").asText("applied"))
                .toList();
    }

    private static String adjustment(String id, String sku, int delta) {
        return "{\"adjustmentId\": \"%s\", \"sku\": \"%s\", \"delta\": %d, \"reason\": \"test\"}"
                .formatted(id, sku, delta);
    }

    private static String row(String productId, String sku, String price) {
        return """
                {"productId": "%s", "title": "Row", "category": "rows", "currency": "EUR",
                 "variants": [{"sku": "%s", "price": %s}]}
                """.formatted(productId, sku, price);
    }

    @Test
    void route_thatDoesNotExist_shouldBeNotFound() {
        shop.guest().get("/v1/nothing").expectProblem(404, "not-found");
        shop.guest().get("/v2/products").expectProblem(404, "not-found");
    }
}

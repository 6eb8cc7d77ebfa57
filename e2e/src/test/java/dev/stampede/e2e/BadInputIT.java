package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: a problem document with the right status and the field's name, and nothing is written. */
@ExtendWith(StoreExtension.class)
class BadInputIT {

    private static final String NO_CART = "crt_00000000000000000000000000000000";
    private static final String NO_ORDER = "ord_00000000000000000000000000000000";

    private final Shop shop;

    BadInputIT(Shop shop) {
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
                .expectInvalid("email")
                .expectInvalid("paymentToken");
        shop.guest()
                .post("/v1/checkout", Shop.checkoutBody(NO_CART, 1, "not-an-address", "tok_approve"))
                .expectInvalid("email");
        shop.guest()
                .post("/v1/checkout",
                        Shop.checkoutBody(NO_CART, 1, "a@example.com", "tok_approve").replace("\"US\"", "\"Utopia\""))
                .expectInvalid("shippingAddress.country");
        shop.guest()
                .post("/v1/checkout", Shop.checkoutBody(NO_CART, 1, "a@example.com", "tok_approve"))
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
        shop.guest().get("/v1/admin/orders?day=2026-01-01").expectProblem(401, "unauthorized");
        shop.guest().get("/v1/orders").expectProblem(401, "unauthorized");
        shop.guest().withToken("forged.token.here").get("/v1/orders").expectProblem(401, "unauthorized");
        shop.guest().withToken("forged.token.here").post("/v1/carts", "{}").expectProblem(401, "unauthorized");
        shop.customer("anna").get("/v1/admin/inventory/X").expectProblem(403, "forbidden");
        shop.customer("anna").put("/v1/admin/products/x", "{}").expectProblem(403, "forbidden");
    }

    @Test
    void token_withAForgedSignature_shouldBeRefused() {
        var admin = shop.admin().get("/v1/admin/orders?day=2026-01-01").expect(200);
        var token = admin.response().request().headers().firstValue("Authorization").orElseThrow().substring(7);
        var last = token.charAt(token.length() - 2) == 'A' ? 'B' : 'A';
        var forged = token.substring(0, token.length() - 2) + last + token.charAt(token.length() - 1);

        shop.guest().withToken(forged).get("/v1/admin/orders?day=2026-01-01").expectProblem(401, "unauthorized");
    }

    @Test
    void body_thatIsTooLarge_shouldBeRefused() {
        var padding = "x".repeat(200_000);

        shop.guest().post("/v1/checkout", "{\"cartId\": \"" + padding + "\"}").expectProblem(413, "body-too-large");
    }

    @Test
    void product_withBadFields_shouldNameThemAndNotBeWritten() {
        var productId = Shop.unique("bad");

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
        shop.admin().get("/v1/admin/orders?day=yesterday").expectInvalid("day");
        shop.admin().get("/v1/admin/inventory/NO-SUCH-SKU").expectProblem(404, "not-found");
    }

    @Test
    void route_thatDoesNotExist_shouldBeNotFound() {
        shop.guest().get("/v1/nothing").expectProblem(404, "not-found");
        shop.guest().get("/v2/products").expectProblem(404, "not-found");
    }
}

package dev.stampede.e2e;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route has in common: it refuses what it does not read, and takes the methods that its path has. */
@ExtendWith(StoreExtension.class)
class StrictIT {

    private static final Map<String, String> PATH = Map.ofEntries(
            entry("{productId}", "no-such-product"), entry("{slug}", "no-such-slug"), entry("{sku}", "NO-SUCH-SKU"),
            entry("{cartId}", "crt_00000000000000000000000000000000"),
            entry("{orderId}", "ord_00000000000000000000000000000000"),
            entry("{importId}", "imp_00000000000000000000000000000000"),
            entry("{refundId}", "5"), entry("{returnId}", "5"), entry("{provider}", "sandbox"),
            entry("{chargeId}", "ch_none"), entry("{name}", "paid"), entry("{language}", "en"),
            entry("{reportId}", "rep_00000000000000000000000000000000"),
            entry("{webhookId}", "whk_00000000000000000000000000000000"),
            entry("{deliveryId}", "1780315200000-evt_00000000000000000000000000000000"));
    /** A provider's event is judged by its signature, and the sandbox's page sends a form. */
    private static final Set<String> OTHER_BODIES = Set.of("POST /v1/payments/{provider}/events",
            "POST /v1/sandbox/charges/{chargeId}");
    private static final Map<String, String> REQUIRED = Map.of("/v1/search/suggest", "&q=tea");

    /** Words that somebody types. */
    private static final Set<String> CAN_BE_EMPTY = Set.of("GET /v1/search q", "GET /v1/admin/orders q");

    private final TestShop shop;

    StrictIT(TestShop shop) {
        this.shop = shop;
    }

    @TestFactory
    Stream<DynamicTest> queryParameter_thatNoRouteKnows_shouldBeNamed() {
        return OpenApiTest.routes().stream().map(route -> dynamicTest(route, () -> {
            var target = target(route) + "?surprise=1" + REQUIRED.getOrDefault(target(route), "");
            shop.admin().send(method(route), target, takesBody(route) ? "{}" : "").expectInvalid("surprise");
        }));
    }

    @TestFactory
    Stream<DynamicTest> queryParameter_withoutAValue_shouldBeNamed() {
        return OpenApiTest.routes().stream().flatMap(route -> OpenApiTest.parameters(route, "query").stream()
                .map(parameter -> parameter.replace("{name}", "color"))
                .filter(parameter -> !CAN_BE_EMPTY.contains(route + " " + parameter))
                .map(parameter -> dynamicTest(route + " " + parameter, () -> {
                    var others = parameter.equals("q") ? "" : REQUIRED.getOrDefault(target(route), "");
                    shop.admin()
                            .send(method(route), target(route) + "?" + parameter + "=" + others,
                                    takesBody(route) ? "{}" : "")
                            .expectInvalid(parameter);
                })));
    }

    @TestFactory
    Stream<DynamicTest> precondition_thatAChangeDoesNotHave_shouldBeNamed() {
        return jsonRoutes().filter(route -> !method(route).equals("GET"))
                .flatMap(route -> Stream.of("If-Match", "If-None-Match")
                        .filter(header -> !OpenApiTest.parameters(route, "header").contains(header))
                        .map(header -> dynamicTest(route + " " + header, () -> shop.admin().with(header, "*")
                                .send(method(route), target(route), takesBody(route) ? "{}" : "")
                                .expectInvalid(header))));
    }

    @TestFactory
    Stream<DynamicTest> member_thatNoRouteKnows_orBodyWhereNoneIsRead_shouldBeNamed() {
        return jsonRoutes().map(route -> dynamicTest(route, () -> {
            var query = REQUIRED.getOrDefault(target(route), "").replace('&', '?');
            shop.admin()
                    .send(method(route), target(route) + query, "{\"surprise\": {\"a\": 1}}")
                    .expectInvalid(takesBody(route) ? "surprise" : "body");
        }));
    }

    @TestFactory
    Stream<DynamicTest> body_thatIsNoJson_shouldBeNamed() {
        return jsonRoutes().filter(StrictIT::takesBody)
                .map(route -> dynamicTest(route, () -> {
                    shop.admin().send(method(route), target(route), "{ not json").expectInvalid("body");
                    shop.admin().with("Content-Type", "application/json; charset=ISO-8859-1")
                            .send(method(route), target(route), "{}").expectProblem(415, "unsupported-media-type");
                }));
    }

    @TestFactory
    Stream<DynamicTest> method_thatAPathDoesNotHave_shouldBe405NamingThoseItHas() {
        var methods = new TreeMap<String, TreeSet<String>>();
        OpenApiTest.routes().forEach(route -> {
            var allowed = methods.computeIfAbsent(target(route), path -> new TreeSet<>(Arrays.asList("OPTIONS")));
            allowed.add(method(route));
            if (method(route).equals("GET")) {
                allowed.add("HEAD");
            }
        });
        return methods.entrySet().stream().map(path -> dynamicTest(path.getKey(), () -> {
            var answer = shop.admin().send("PATCH", path.getKey(), "").expectProblem(405, "method-not-allowed");
            assertThat(answer.header("Allow")).contains(String.join(", ", path.getValue()));
        }));
    }

    @TestFactory
    Stream<DynamicTest> head_shouldBeAnsweredLikeGetWithoutTheBody() {
        return OpenApiTest.routes().stream()
                .filter(route -> method(route).equals("GET"))
                .map(route -> dynamicTest(route, () -> {
                    var target = target(route) + REQUIRED.getOrDefault(target(route), "").replace('&', '?');
                    var get = shop.admin().get(target);
                    var head = shop.admin().send("HEAD", target, "").expect(get.status());
                    assertThat(head.text()).isEmpty();
                    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
                    assertThat(head.header("Content-Length")).as("%s", get)
                            .isNotEqualTo(get.text().isEmpty() ? null : Optional.of("0"));
                }));
    }

    @Test
    void refundOrShipment_ofAnInvalidPart_shouldBeRefusedAndChangeNothing() {
        var sku = shop.product(1000, 3);
        var cart = shop.cart(shop.guest(), sku, 3);
        var order = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), order, "PAID");
        var admin = "/v1/admin/orders/" + order;

        shop.admin().post(admin + "/refund", "{\"amount\": -300}").expectInvalid("amount");
        shop.admin().post(admin + "/refund", "{\"amount\": \"300\"}").expectInvalid("amount");
        shop.admin().post(admin + "/refund", "{\"lines\": [{\"sku\": \"" + sku + "\"}]}")
                .expectInvalid("lines[0].quantity");
        shop.admin().post(admin + "/ship", "{\"lines\": [{\"sku\": \"" + sku + "\"}]}")
                .expectInvalid("lines[0].quantity");
        shop.admin().post(admin + "/ship", "{\"carrier\": \"Post\\nBcc: x\", \"trackingNumber\": \"1\\u202e2\"}")
                .expectInvalid("carrier").expectInvalid("trackingNumber");
        shop.guest().post("/v1/orders/" + order + "/cancel", "{\"reason\": \"none\"}").expectInvalid("reason");

        var unchanged = shop.orderView(shop.guest(), order);
        assertThat(unchanged.path("status").asText()).isEqualTo("PAID");
        assertThat(unchanged.path("timeline")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Two\\nlines", "A\\u0000b", "Caf\\ufffd", "a\\u202eb", "half \\ud83c"})
    void title_withSpecialCharacters_shouldBeNamed(String title) {
        shop.admin().put("/v1/admin/products/" + TestShop.unique("strict"), """
                {"title": "%s", "category": "c", "currency": "EUR", "variants": [{"sku": "X-1", "price": 1}]}
                """.formatted(title)).expectInvalid("title");
    }

    @Test
    void entityTag_thatAProxyWeakened_shouldStillBeTheVersion() {
        var sku = shop.product(1000, 0);
        var cart = shop.cart(shop.guest());
        var line = "/v1/carts/" + cart + "/items/" + sku;
        shop.guest().with("If-Match", "W/\"1\"").put(line, "{\"quantity\": 1}").expect(200);
        shop.guest().with("If-Match", "\"1\", \"2\"").put(line, "{\"quantity\": 2}").expect(200);
        shop.guest().with("If-Match", "3").put(line, "{\"quantity\": 3}").expectInvalid("If-Match");

        var product = "/v1/products/" + TestShop.productOf(sku);
        var tag = shop.guest().get(product).header("ETag").orElseThrow();
        shop.guest().with("If-None-Match", "\"other\", W/" + tag).get(product).expect(304);
        shop.admin().with("If-Match", "W/" + tag).delete("/v1/admin" + product.substring(3)).expect(204);
    }

    @Test
    void largeAnswer_forAClientThatTakesGzip_shouldBeCompressed() throws IOException {
        var category = TestShop.unique("gzip");
        for (var i = 0; i < 12; i++) {
            shop.putProduct(TestShop.unique("gzip-product"), category, 100);
        }
        var path = "/v1/products?limit=100&category=" + category;
        await().atMost(TestShop.SOON)
                .until(() -> shop.guest().get(path).expect(200).json().path("products").size() == 12);

        var answer = shop.guest().with("Accept-Encoding", "gzip").getBytes(path);

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                StandardCharsets.UTF_8)).isEqualTo(shop.guest().get(path).expect(200).text());
    }

    @Test
    void compressedRequest_shouldBeDecodedAndOtherCodingsRefused() throws IOException {
        var sku = shop.product(100, 5);
        var path = "/v1/carts/" + shop.cart(shop.guest(), sku, 1) + "/items/" + sku;
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"quantity\": 3}".getBytes(StandardCharsets.UTF_8));
        }

        var cart = shop.guest().with("Content-Encoding", "gzip").send("PUT", path, bytes.toByteArray()).expect(200);

        assertThat(cart.json().at("/lines/0/quantity").asInt()).isEqualTo(3);
        shop.guest().with("Content-Encoding", "gzip").put(path, "{\"quantity\": 4}")
                .expectProblem(415, "unsupported-media-type");
        shop.guest().with("Content-Encoding", "br").put(path, "{\"quantity\": 4}")
                .expectProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2fb", "%2e%2e", "a%5cb", "%C3%28"})
    void strangePath_shouldBeAProblemDocument(String segment) {
        shop.guest().get("/v1/products/" + segment).expectInvalid("productId");
        var unreadable = shop.guest().get("/v1/products/" + segment + "%00").expectProblem(400, "invalid-request");
        assertThat(unreadable.header("Access-Control-Allow-Origin")).isPresent();
        assertThat(unreadable.header("Access-Control-Expose-Headers")).isPresent();
        assertThat(unreadable.header("x-amzn-RequestId")).isPresent();
    }

    @Test
    void answerOfTheGateway_shouldExposeTheSameHeadersAsThatOfAFunction() {
        var ofFunction = shop.guest().get("/v1/products?limit=1").header("Access-Control-Expose-Headers").orElseThrow();

        assertThat(ofFunction.split(",")).contains("Retry-After", "ETag", "Location");
        assertThat(shop.guest().get("/v1/nothing").header("Access-Control-Expose-Headers")).contains(ofFunction);
    }

    private static Stream<String> jsonRoutes() {
        return OpenApiTest.routes().stream().filter(route -> !OTHER_BODIES.contains(route));
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String target(String route) {
        var path = route.substring(route.indexOf(' ') + 1);
        for (var parameter : PATH.entrySet()) {
            path = path.replace(parameter.getKey(), parameter.getValue());
        }
        return path;
    }

    private static boolean takesBody(String route) {
        return method(route).equals("POST") || method(route).equals("PUT");
    }
}

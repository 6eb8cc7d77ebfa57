package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.adapters.DynamoDbRules;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogApiTest {

    private static final String TABLE = "CatalogTable";

    private static LocalDynamoDb database;

    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.of("CATALOG_TABLE", TABLE, "CURRENCY", "EUR", "DEPLOYMENT_KEY", "a key of this deployment",
                    "IMPORTS_TABLE", "ImportsTable", "IMPORTS_BUCKET", "imports", "IMPORTS_QUEUE_URL", "queue"),
            database.client());
    private final CatalogApi api = new CatalogApi(environment);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear(TABLE);
    }

    @Test
    void newCatalogApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new CatalogApi(environment))
                .withMessage("Settings: CATALOG_TABLE is not set; CURRENCY is not set; DEPLOYMENT_KEY is not set; "
                        + "IMPORTS_TABLE is not set; IMPORTS_BUCKET is not set; IMPORTS_QUEUE_URL is not set");
    }

    @Test
    void put_ofANewProduct_shouldAnswer201WithTheProduct() throws Exception {
        var response = handle(put());

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getHeaders())
                .containsEntry("Location", "/dev/v1/products/field-notebook")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store")
                .hasEntrySatisfying("ETag", tag -> assertThat(tag).matches("\"\\d+\""));
        assertThat(Json.parse(response.getBody())).isEqualTo(Json.parse("""
                {"productId": "field-notebook", "title": "Field notebook", "slug": "field-notebook", "formerSlugs": [],
                 "summary": "A notebook for notes on the road",
                 "description": "Numbered pages, a ribbon, and a cover that does not mind the rain.",
                 "category": "paper", "tags": ["travel"], "priceRange": {"from": 950, "to": 1250}, "currency": "EUR",
                 "picture": {"url": "https://images.example.com/field-notebook.jpg",
                   "alt": "A green notebook on a map", "width": 800, "height": 600},
                 "availability": "OUT",
                 "options": [{"name": "size", "values": ["A5", "A6"]}],
                 "variants": [
                   {"sku": "FIELD-NOTEBOOK-A5", "options": {"size": "A5"}, "price": 1250, "compareAtPrice": 1500,
                    "barcode": "4006381333931", "weight": 210, "maxPerOrder": 10, "availability": "OUT"},
                   {"sku": "FIELD-NOTEBOOK-A6", "options": {"size": "A6"}, "price": 950, "weight": 120,
                    "availability": "OUT"}],
                 "media": [
                   {"url": "https://images.example.com/field-notebook.jpg", "alt": "A green notebook on a map",
                    "width": 800, "height": 600, "skus": []},
                   {"url": "https://images.example.com/field-notebook-a6.jpg", "skus": ["FIELD-NOTEBOOK-A6"]}],
                 "attributes": {"colors": ["black", "green"], "lined": false, "material": "paper", "pages": 96},
                 "metadata": {"supplier": "Paper Ltd."}, "seo": {"title": "Field notebook, A5 and A6"},
                 "status": "published", "availableFrom": "2026-01-01T00:00:00Z", "requiresShipping": true,
                 "createdAt": "%1$s", "updatedAt": "%1$s", "updatedBy": "shopkeeper"}
                """.formatted(TestEnvironment.CLOCK.instant())));
        assertThat(((RecordedMetrics) environment.metrics()).sum("ProductPut/Created")).isEqualTo(1);
    }

    @Test
    void get_aProduct_shouldAnswerWhatWasWrittenWithItsETag() {
        var written = handle(put());

        var response = handle(event("CatalogFunction-GetProduct.json"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(parsed(response.getBody())).isEqualTo(parsed(written.getBody()));
        assertThat(response.getHeaders()).containsEntry("ETag", written.getHeaders().get("ETag"))
                .containsEntry("Cache-Control", "no-store");
        assertThat(handle(with(put(), "If-Match", response.getHeaders().get("ETag"))).getStatusCode()).isEqualTo(200);
    }

    @Test
    void get_aReducedProduct_shouldCompareItsLowestPrice() throws Exception {
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        ((ObjectNode) body.at("/variants/1")).put("compareAtPrice", 1200);
        event.setBody(body.toString());

        assertThat(parsed(handle(event).getBody()).path("compareAtPrice").asLong()).isEqualTo(1200);
    }

    @Test
    void get_anUnknownProduct_shouldAnswer404() {
        assertProblem(handle(event("CatalogFunction-GetProduct.json")), 404, "not-found");
    }

    @Test
    void list_shouldAnswerDraftsTooPageByPage() throws Exception {
        handle(put());
        var draft = put();
        draft.setPathParameters(Map.of("productId", "draft"));
        draft.setBody("""
                {"title": "A draft", "category": "aaa", "status": "draft", "variants": [{"sku": "D", "price": 1}]}
                """);
        handle(draft);

        var drafts = handle(event("CatalogFunction-ListProducts.json"));
        assertThat(Json.parse(drafts.getBody())).isEqualTo(Json.parse("""
                {"products": [{"productId": "draft", "title": "A draft", "slug": "a-draft", "category": "aaa",
                  "status": "draft", "updatedAt": "%s"}]}
                """.formatted(TestEnvironment.CLOCK.instant())));

        var first = parsed(handle(listing(Map.of("limit", "1"))).getBody());
        assertThat(first.findValuesAsText("productId")).containsExactly("draft");
        var next = Map.of("limit", "1", "cursor", first.get("nextCursor").textValue());
        var second = parsed(handle(listing(next)).getBody());
        assertThat(second.findValuesAsText("productId")).containsExactly("field-notebook");
        assertThat(second.findValuesAsText("availableFrom")).containsExactly("2026-01-01T00:00:00Z");
        assertThat(second.has("nextCursor")).isFalse();
        assertInvalid(handle(listing(Map.of("status", "draft", "cursor", next.get("cursor")))), "cursor");
        assertInvalid(handle(listing(Map.of("status", "hidden"))), "status");
        assertInvalid(handle(listing(Map.of("limit", "101"))), "limit");
    }

    private static APIGatewayProxyRequestEvent listing(Map<String, String> query) {
        var event = event("CatalogFunction-ListProducts.json");
        event.setQueryStringParameters(query);
        event.setMultiValueQueryStringParameters(null);
        return event;
    }

    @Test
    void put_withASlugOfAnotherProduct_shouldAnswer409AndWriteNothing() {
        handle(put());
        var other = put();
        other.setPathParameters(Map.of("productId", "other"));
        other.setBody("""
                {"title": "Other", "category": "c", "slug": "field-notebook", "variants": [{"sku": "O", "price": 1}]}
                """);

        var response = handle(other);

        assertProblem(response, 409, "slug-taken");
        assertThat(parsed(response.getBody()).get("slug").textValue()).isEqualTo("field-notebook");
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void put_twice_shouldAnswer200WithANewETag() {
        var first = handle(put());
        var second = handle(put());

        assertThat(second.getStatusCode()).isEqualTo(200);
        assertThat(second.getHeaders().get("ETag")).isNotEqualTo(first.getHeaders().get("ETag"));
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void put_withTheETagOfTheLastAnswer_shouldReplaceOnce() {
        var tag = handle(put()).getHeaders().get("ETag");

        var next = handle(with(titled("Next"), "If-Match", tag));
        assertThat(next.getStatusCode()).isEqualTo(200);
        assertThat(handle(with(titled("Next"), "If-Match", tag)).getHeaders()).as("repeated")
                .containsEntry("ETag", next.getHeaders().get("ETag"));
        assertProblem(handle(with(titled("Other"), "If-Match", tag)), 412, "precondition-failed");
    }

    private static APIGatewayProxyRequestEvent titled(String title) {
        var event = put();
        var body = Json.tree(Json.read(event.getBody(), Map.class));
        ((ObjectNode) body).put("title", title);
        return event.withBody(body.toString());
    }

    @Test
    void put_thatOnlyCreates_shouldAnswer412OnceTheProductExists() {
        var created = handle(with(put(), "If-None-Match", "*"));
        var tag = created.getHeaders().get("ETag");

        assertThat(created.getStatusCode()).isEqualTo(201);
        assertThat(handle(with(put(), "If-None-Match", "*")).getHeaders()).as("repeated").containsEntry("ETag", tag);
        assertProblem(handle(with(titled("Other"), "If-None-Match", "*")), 412, "precondition-failed");
        assertProblem(handle(with(titled("Other"), "If-None-Match", tag)), 412, "precondition-failed");
        assertThat(handle(with(put(), "If-None-Match", "\"other\"")).getStatusCode()).isEqualTo(200);
    }

    @Test
    void put_withASkuOfAnotherProduct_shouldAnswer409AndWriteNothing() throws Exception {
        handle(put());
        var copy = put();
        copy.setPathParameters(Map.of("productId", "copycat"));

        var response = handle(copy);

        assertProblem(response, 409, "sku-taken");
        assertThat(Json.parse(response.getBody()).get("sku").textValue()).isEqualTo("FIELD-NOTEBOOK-A5");
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void delete_ofAProduct_shouldAnswer204ThenWhoDeletedIt() {
        handle(put());

        var first = handle(event("CatalogFunction-DeleteProduct.json"));

        assertThat(first.getStatusCode()).isEqualTo(204);
        assertThat(first.getBody()).isEmpty();
        assertThat(items()).as("the record of the deletion").isEqualTo(1);
        var gone = handle(event("CatalogFunction-GetProduct.json"));
        assertProblem(gone, 404, "product-deleted");
        assertThat(parsed(gone.getBody()).get("deletedBy").textValue()).isEqualTo("shopkeeper");
        assertThat(parsed(gone.getBody()).get("deletedAt").textValue())
                .isEqualTo(TestEnvironment.CLOCK.instant().toString());
        assertProblem(handle(event("CatalogFunction-DeleteProduct.json")), 404, "not-found");
    }

    @Test
    void delete_withAnotherETag_shouldAnswer412AndKeepTheProduct() {
        handle(put());

        assertProblem(
                handle(with(event("CatalogFunction-DeleteProduct.json"), "If-Match", "\"1\"")), 412,
                "precondition-failed");
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void importing_products_shouldAnswerHowManyWereImported() throws Exception {
        var response = handle(event("CatalogFunction-ImportProducts.json"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(Json.parse(response.getBody())).isEqualTo(Json.parse("{\"imported\": 2, \"failed\": []}"));
        assertThat(items()).isEqualTo(4 + 3);
        assertThat(parsed(handle(event("CatalogFunction-GetProduct.json")).getBody()).get("updatedBy").textValue())
                .isEqualTo("shopkeeper");
    }

    @Test
    void importing_twice_shouldChangeNothingMore() throws Exception {
        handle(event("CatalogFunction-ImportProducts.json"));
        var response = handle(event("CatalogFunction-ImportProducts.json"));

        assertThat(Json.parse(response.getBody()).get("imported").intValue()).isEqualTo(2);
        assertThat(items()).isEqualTo(4 + 3);
    }

    @Test
    void importing_withASkuOfAnotherProduct_shouldNameTheProductAndImportTheRest() throws Exception {
        handle(put());

        var response = handle(importing(body -> ((ObjectNode) body.at("/products/0")).put("productId", "copycat")));

        var answer = Json.parse(response.getBody());
        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(answer.get("imported").intValue()).isEqualTo(1);
        assertThat(answer.at("/failed/0/productId").textValue()).isEqualTo("copycat");
        assertThat(answer.at("/failed/0/problem/type").textValue()).isEqualTo("urn:stampede:problem:sku-taken");
        assertThat(answer.at("/failed/0/problem/status").intValue()).isEqualTo(409);
    }

    @Test
    void importing_aThousandProducts_shouldTakeThemAll() throws Exception {
        var response = handle(importing(body -> {
            var products = ((ObjectNode) body).putArray("products");
            for (var n = 0; n < 1000; n++) {
                var product = products.addObject()
                        .put("productId", "p-" + n)
                        .put("title", "Product number " + n)
                        .put("description", "d".repeat(3000))
                        .put("category", "c-" + n % 3)
                        .put("currency", "EUR");
                product.putArray("variants").addObject().put("sku", "SKU-" + n).put("price", 100);
            }
        }));

        assertThat(Json.parse(response.getBody())).isEqualTo(Json.parse("{\"imported\": 1000, \"failed\": []}"));
    }

    @Test
    void importing_withOneInvalidProduct_shouldNameItsFieldsAndImportTheOthers() {
        var response = handle(importing(body -> {
            var second = (ObjectNode) body.at("/products/1");
            second.put("title", "");
            ((ObjectNode) second.at("/variants/0")).put("price", -1);
            ((ObjectNode) body).withArray("products").add("no object");
        }));

        assertThat(response.getStatusCode()).isEqualTo(200);
        var answer = parsed(response.getBody());
        assertThat(answer.get("imported").intValue()).isEqualTo(1);
        assertThat(answer.at("/failed/0/index").intValue()).isEqualTo(1);
        assertThat(answer.at("/failed/0/productId").textValue()).isEqualTo("drawing-pen");
        assertThat(answer.at("/failed/0/problem/type").textValue()).isEqualTo("urn:stampede:problem:invalid-request");
        assertThat(answer.at("/failed/0/problem/status").intValue()).isEqualTo(400);
        assertThat(answer.at("/failed/0/problem").findValuesAsText("field"))
                .containsExactly("products[1].title", "products[1].variants[0].price");
        assertThat(answer.at("/failed/1/index").intValue()).isEqualTo(2);
        assertThat(answer.at("/failed/1").has("productId")).isFalse();
        assertThat(answer.at("/failed/1/problem").findValuesAsText("field")).containsExactly("products[2]");
        assertThat(((RecordedMetrics) environment.metrics()).sum("ProductImport/Failed")).isEqualTo(2);
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void importing_theSameProductOrSkuTwice_shouldNameTheSecond() {
        var response = handle(importing(body -> {
            var second = (ObjectNode) body.at("/products/1");
            second.put("productId", "field-notebook");
            ((ObjectNode) second.at("/variants/0")).put("sku", "FIELD-NOTEBOOK-A5");
        }));

        var answer = parsed(response.getBody());
        assertThat(answer.get("imported").intValue()).isEqualTo(1);
        assertThat(answer.at("/failed/0/problem").findValuesAsText("field"))
                .containsExactly("products[1].productId", "products[1].variants[0].sku");
        assertThat(items()).isEqualTo(4);
    }

    @Test
    void importing_aSkuOfAnInvalidRow_shouldTakeItForTheValidOne() {
        var response = handle(importing(body -> {
            ((ObjectNode) body.at("/products/0")).put("title", "");
            ((ObjectNode) body.at("/products/1/variants/0")).put("sku", "FIELD-NOTEBOOK-A5");
        }));

        assertThat(parsed(response.getBody()).get("imported").intValue()).isEqualTo(1);
        assertThat(parsed(response.getBody()).at("/failed/0/index").intValue()).isZero();
    }

    @Test
    void importing_productsThatSwapTheirSkus_shouldSwapThem() {
        handle(event("CatalogFunction-ImportProducts.json"));

        for (var repeat = 0; repeat < 2; repeat++) {
            var response = handle(importing(body -> {
                var first = (ObjectNode) body.at("/products/0");
                var second = (ObjectNode) body.at("/products/1");
                for (var field : List.of("options", "variants", "media")) {
                    var value = first.remove(field);
                    if (second.has(field)) {
                        first.set(field, second.get(field));
                    }
                    second.set(field, value);
                }
            }));
            assertThat(parsed(response.getBody()).get("failed")).isEmpty();
            assertThat(items()).isEqualTo(4 + 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"products\": []}", "{}", "{\"products\": {}}", "{\"products\": \"x\"}"})
    void importing_noProducts_shouldNameTheField(String body) {
        var event = event("CatalogFunction-ImportProducts.json");
        event.setBody(body);

        assertInvalid(handle(event), "products");
    }

    @Test
    void importing_tooManyProducts_shouldNameTheField() {
        var response = handle(importing(body -> {
            var products = ((ObjectNode) body).putArray("products");
            for (var n = 0; n < 1001; n++) {
                products.addObject();
            }
        }));

        assertInvalid(response, "products");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"title | null", "title | 7", "title | '\"  \"'", "summary | 1",
            "category | null", "category | '\"Two Words\"'", "currency | '\"EURO\"'", "currency | '\"XXQ\"'",
            "currency | '\"USD\"'",
            "media[0].url | '[{\"url\": \"javascript:alert(1)\"}]'", "media[0].url | '[{\"url\": \"not an address\"}]'",
            "media[0].height | '[{\"url\": \"https://a.example/b\", \"width\": 5}]'",
            "media[0].skus[0] | '[{\"url\": \"https://a.example/b\", \"skus\": [\"OTHER\"]}]'",
            "media[0].imageUrl | '[{\"url\": \"https://a.example/b\", \"imageUrl\": \"x\"}]'",
            "tags | '[\"a\", \"a\"]'", "tags[0] | '[\"\"]'",
            "attributes | '{\"two words\": 1}'", "attributes.a | '{\"a\": {}}'", "attributes.a | '{\"a\": 1e99}'",
            "attributes.a | '{\"a\": [\"x\", \"x\"]}'", "attributes.a[0] | '{\"a\": [1]}'",
            "metadata.a | '{\"a\": 1}'", "metadata | '{\"1a\": \"x\"}'", "seo.name | '{\"name\": \"x\"}'",
            "status | '\"hidden\"'", "availableFrom | '\"tomorrow\"'", "availableUntil | '\"2025-12-31T00:00:00Z\"'",
            "slug | '\"Two Words\"'", "requiresShipping | '\"no\"'", "taxCategory | 5",
            "imageUrl | '\"https://a.example/b\"'",
            "variants | null",
            "variants | []", "variants | '{}'", "variants[0] | [1]", "variants[0].sku | '[{\"price\": 1}]'",
            "variants[0].sku | '[{\"sku\": \"a b\", \"price\": 1}]'",
            "variants[0].sku | '[{\"sku\": \"adjustments\", \"price\": 1}]'",
            "variants[0].price | '[{\"sku\": \"A\"}]'",
            "variants[0].price | '[{\"sku\": \"A\", \"price\": -1}]'",
            "variants[0].price | '[{\"sku\": \"A\", \"price\": 1.5}]'",
            "variants[0].price | '[{\"sku\": \"A\", \"price\": \"12\"}]'",
            "variants[0].price | '[{\"sku\": \"A\", \"price\": 10000000001}]'",
            "variants[0].price | '[{\"sku\": \"A\", \"price\": 1e99}]'",
            "variants[1].sku | '[{\"sku\": \"A\", \"price\": 1}, {\"sku\": \"A\", \"price\": 2}]'",
            "variants[0].options.size | '[{\"sku\": \"A\", \"price\": 1, \"options\": {\"size\": \"A4\"}}]'",
            "variants[0].compareAtPrice | '[{\"sku\": \"A\", \"price\": 1, \"compareAtPrice\": 1}]'",
            "variants[0].compareAtPrice | '[{\"sku\": \"A\", \"price\": 10000000000, \"compareAtPrice\": 10000000000}]'",
            "variants[0].maxPerCustomer | '[{\"sku\": \"A\", \"price\": 1, \"maxPerCustomer\": 0}]'",
            "variants[0].requiresSignIn | '[{\"sku\": \"A\", \"price\": 1, \"requiresSignIn\": \"yes\"}]'",
            "variants[0].maxPerOrder | '[{\"sku\": \"A\", \"price\": 1, \"maxPerOrder\": 1000}]'",
            "variants[0].weight | '[{\"sku\": \"A\", \"price\": 1, \"weight\": -1}]'",
            "variants[0].name | '[{\"sku\": \"A\", \"price\": 1, \"name\": \"x\"}]'",
            "title | '\"\\ud800\"'", "title | '\"a\\u0000b\"'"})
    void put_withAnInvalidField_shouldNameItAndWriteNothing(String field, String value) throws Exception {
        var name = field.replaceAll("[\\[.].*", "");
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        if (name.equals("variants") && !field.endsWith("options.size")) {
            body.remove("options");
        }
        if (name.equals("variants") || name.equals("media")) {
            body.remove("media");
        }
        event.setBody(body.set(name, Json.parse(value)).toString().replace("\ud800", "\\ud800"));

        assertInvalid(handle(event), field);
        assertThat(items()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "options[0].values | [{\"name\": \"size\", \"values\": []}]",
            "options[0].values | [{\"name\": \"size\", \"values\": [\"A5\", \"A5\"]}]",
            "options[1].name | [{\"name\": \"size\", \"values\": [\"A5\"]}, {\"name\": \"size\", \"values\": [\"A5\"]}]",
            "options | [{}, {}, {}, {}]"})
    void put_withInvalidOptions_shouldNameThem(String field, String options) throws Exception {
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        event.setBody(body.set("options", Json.parse(options)).toString());

        var response = handle(event);

        assertProblem(response, 400, "invalid-request");
        assertThat(parsed(response.getBody()).findValuesAsText("field")).contains(field);
        assertThat(items()).isZero();
    }

    @Test
    void put_withTheOptionValuesOfAnotherVariant_shouldNameThem() throws Exception {
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        ((ObjectNode) body.at("/variants/1/options")).put("size", "A5");
        event.setBody(body.toString());

        assertInvalid(handle(event), "variants[1].options");
    }

    @Test
    void put_replacingMoreSkusThanFitATransaction_shouldAnswer409() throws Exception {
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        body.remove(List.of("options", "media"));
        for (var prefix : List.of("OLD-", "NEW-")) {
            var variants = body.putArray("variants");
            IntStream.range(0, 60).forEach(n -> variants.addObject().put("sku", prefix + n).put("price", 1));
            event.setBody(body.toString());
            if (prefix.equals("OLD-")) {
                assertThat(handle(event).getStatusCode()).isEqualTo(201);
            }
        }

        assertProblem(handle(event), 409, "change-too-large");
    }

    @Test
    void importing_aRowOfTooManyBytes_shouldNameIt() {
        var response = handle(importing(body -> ((ObjectNode) body.at("/products/1"))
                .put("description", "x".repeat(64 * 1024))));

        assertThat(parsed(response.getBody()).at("/failed/0/problem").findValuesAsText("field"))
                .containsExactly("products[1]");
        assertThat(parsed(response.getBody()).get("imported").intValue()).isEqualTo(1);
    }

    @Test
    void put_withTextsThatAreTooLong_shouldNameEach() throws Exception {
        var event = put();
        var body = (ObjectNode) Json.parse(event.getBody());
        body.put("title", "t".repeat(201)).put("summary", "s".repeat(301)).put("description", "d".repeat(4001));
        event.setBody(body.toString());

        assertInvalid(handle(event), "title", "summary", "description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{} {}"})
    void put_withoutAJsonObject_shouldNameTheBody(String body) {
        var event = put();
        event.setBody(body);

        assertInvalid(handle(event), "body");
        assertThat(items()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "#", "ü"})
    void put_withAnInvalidProductId_shouldNameIt(String id) {
        var event = put();
        event.setPathParameters(Map.of("productId", id));

        assertInvalid(handle(event), "productId");
    }

    @Test
    void put_withATooLargeBody_shouldAnswer413() {
        var event = put();
        event.setBody("{\"title\": \"" + "x".repeat(64 * 1024) + "\"}");

        assertProblem(handle(event), 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CatalogFunction-PutProduct.json", "CatalogFunction-DeleteProduct.json",
            "CatalogFunction-ImportProducts.json", "CatalogFunction-GetProduct.json",
            "CatalogFunction-ListProducts.json"})
    void anyRoute_withoutTheGroupAdmin_shouldAnswer403AndWriteNothing(String file) {
        var event = event(file);
        event.getRequestContext().setAuthorizer(Map.of("customerId", "somebody", "groups", "staff"));

        assertProblem(handle(event), 403, "forbidden");
        assertThat(items()).isZero();
    }

    @Test
    void aMethodThatThePathDoesNotHave_shouldAnswer405() {
        var event = put();
        event.setHttpMethod("PATCH");

        assertProblem(handle(event), 405, "method-not-allowed");
    }

    @Test
    void put_whenTheDatabaseFails_shouldAnswer500WithoutDetails() {
        var broken = new CatalogApi(
                TestEnvironment.of(Map.of("CATALOG_TABLE", "no-such-table", "CURRENCY", "EUR", "DEPLOYMENT_KEY",
                        "a key of this deployment", "IMPORTS_TABLE", "no-such-table", "IMPORTS_BUCKET", "imports",
                        "IMPORTS_QUEUE_URL", "queue"), database.client()));

        var response = broken.handleRequest(put(), new LambdaContext("CatalogFunction"));

        assertProblem(response, 500, "internal-error");
        assertThat(response.getBody()).doesNotContain("no-such-table");
    }

    @Test
    void getRules_ofAStoreThatNeverHadAny_shouldAnswerVersion0() {
        var response = handle(event("CatalogFunction-GetRules.json"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"0\"");
        assertThat(parsed(response.getBody())).isEqualTo(parsed("""
                {"version": 0, "currency": "EUR", "pricesIncludeTax": false, "taxRates": [], "shippingZones": [],
                "promotions": []}"""));
    }

    @Test
    void putRules_shouldStoreTheNextVersionThatFunctionsThatSellRead() {
        handle(with(event("CatalogFunction-PutRules.json"), "If-Match", "\"0\""));
        var response = handle(with(event("CatalogFunction-PutRules.json"), "If-Match", "\"1\""));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2\"");
        var body = parsed(response.getBody());
        assertThat(body.get("version").intValue()).isEqualTo(2);
        assertThat(body.get("currency").textValue()).isEqualTo("EUR");
        assertThat(body.get("updatedBy").textValue()).isEqualTo("shopkeeper");
        assertThat(body.at("/taxRates/3")).isEqualTo(parsed("""
                {"name": "QST", "country": "CA", "region": "QC", "rate": 9.975}"""));
        assertThat(body.at("/shippingZones/0/methods/1/basis").textValue()).isEqualTo("WEIGHT");
        assertThat(parsed(handle(event("CatalogFunction-GetRules.json")).getBody())).isEqualTo(body);
        var read = new DynamoDbRules(database.client(), TABLE, environment.backoff()).read();
        assertThat(read.version()).isEqualTo(2);
        assertThat(read.taxRates()).hasSize(4);
        assertThat(read.shippingZones()).hasSize(2);
        assertThat(read.promotions()).extracting(Promotion::code).containsExactly("WELCOME10", null, "SHIPFREE", null);
        assertThat(body.at("/promotions/0")).isEqualTo(parsed("""
                {"name": "Welcome", "code": "WELCOME10", "kind": "PERCENT", "percent": 10, "conditions":
                {"minSubtotal": 2000, "products": [], "categories": ["books"], "from": "2026-01-01T00:00:00Z",
                "until": "2027-01-01T00:00:00Z", "signedIn": true, "firstOrder": true}, "uses": 100}"""));
        assertThat(body.at("/promotions/1/percent").intValue()).isEqualTo(100);
    }

    @Test
    void putRules_withTooManyLimitedCodes_shouldBeRefused() {
        var event = event("CatalogFunction-PutRules.json");
        event.setBody(IntStream.rangeClosed(0, Rules.MAX_LIMITED)
                .mapToObj("{\"name\": \"P\", \"code\": \"C%d\", \"kind\": \"FREE_SHIPPING\", \"uses\": 1}"::formatted)
                .collect(Collectors.joining(", ", "{\"promotions\": [", "]}")));

        assertInvalid(handle(event), "promotions");
    }

    @Test
    void putRules_withFewerUsesThanACodeHad_shouldBeRefusedAlsoIfItWasRemoved() {
        var event = event("CatalogFunction-PutRules.json");
        event.setBody("{}");
        assertThat(handle(event("CatalogFunction-PutRules.json")).getStatusCode()).isEqualTo(200);
        assertThat(handle(event).getStatusCode()).isEqualTo(200);
        event.setBody("""
                {"promotions": [{"name": "Again", "code": "WELCOME10", "kind": "FREE_SHIPPING", "uses": 99}]}""");

        assertInvalid(handle(event), "promotions[0].uses");

        event.setBody(event.getBody().replace("99", "100"));
        assertThat(handle(event).getStatusCode()).isEqualTo(200);
    }

    @Test
    void putRules_withAnOlderVersion_shouldBeRefused() {
        handle(event("CatalogFunction-PutRules.json"));

        var repeated = handle(with(event("CatalogFunction-PutRules.json"), "If-Match", "\"0\""));
        assertThat(repeated.getStatusCode()).isEqualTo(200);
        assertThat(repeated.getHeaders()).containsEntry("ETag", "\"1\"");
        assertProblem(handle(with(event("CatalogFunction-PutRules.json").withBody("{}"), "If-Match", "\"0\"")), 412,
                "precondition-failed");
        assertThat(parsed(handle(event("CatalogFunction-GetRules.json")).getBody()).get("version").intValue())
                .isEqualTo(1);
    }

    @Test
    void putRules_withoutAVersion_shouldBeRefused() {
        handle(event("CatalogFunction-PutRules.json"));

        assertProblem(handle(without(event("CatalogFunction-PutRules.json"), "If-Match")), 428,
                "precondition-required");
        assertThat(parsed(handle(event("CatalogFunction-GetRules.json")).getBody()).get("version").intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "country | {\"country\": \"Germany\"}",
            "currency | {\"currency\": \"EUR\"}",
            "taxRates[0].rate | {\"taxRates\": [{\"name\": \"VAT\", \"country\": \"DE\", \"rate\": 100.5}]}",
            "taxRates[0].rate | {\"taxRates\": [{\"name\": \"VAT\", \"country\": \"DE\", \"rate\": 1.00001}]}",
            "taxRates[0].rate | {\"taxRates\": [{\"name\": \"VAT\", \"country\": \"DE\", \"rate\": -1}]}",
            "taxRates[0].name | {\"taxRates\": [{\"country\": \"DE\", \"rate\": 1}]}",
            "taxRates[0].region | {\"taxRates\": [{\"name\": \"A\", \"country\": \"US\", \"region\": \"il\", \"rate\": 1}]}",
            "taxRates[1].name | {\"taxRates\": [{\"name\": \"A\", \"country\": \"US\", \"rate\": 1}, "
                    + "{\"name\": \"A\", \"country\": \"US\", \"rate\": 2}]}",
            "taxRates | {\"taxRates\": [{\"name\": \"A\", \"country\": \"US\", \"rate\": 60}, "
                    + "{\"name\": \"B\", \"country\": \"US\", \"rate\": 41}]}",
            "promotions[0].kind | {\"promotions\": [{\"name\": \"P\", \"kind\": \"GIFT\"}]}",
            "promotions[0].name | {\"promotions\": [{\"kind\": \"FREE_SHIPPING\"}]}",
            "promotions[0].percent | {\"promotions\": [{\"name\": \"P\", \"kind\": \"PERCENT\", \"percent\": 101}]}",
            "promotions[0].percent | {\"promotions\": [{\"name\": \"P\", \"kind\": \"PERCENT\", \"percent\": 0}]}",
            "promotions[0].percent | {\"promotions\": [{\"name\": \"P\", \"kind\": \"FREE_SHIPPING\", \"percent\": 5}]}",
            "promotions[0].amount | {\"promotions\": [{\"name\": \"P\", \"kind\": \"AMOUNT\", \"amount\": 0}]}",
            "promotions[0].get | {\"promotions\": [{\"name\": \"P\", \"kind\": \"BUY_X_GET_Y\", \"buy\": 2}]}",
            "promotions[0].code | {\"promotions\": [{\"name\": \"P\", \"code\": \"A B\", \"kind\": \"FREE_SHIPPING\"}]}",
            "promotions[1].code | {\"promotions\": [{\"name\": \"P\", \"code\": \"A\", \"kind\": \"FREE_SHIPPING\"}, "
                    + "{\"name\": \"Q\", \"code\": \"a\", \"kind\": \"FREE_SHIPPING\"}]}",
            "promotions[0].uses | {\"promotions\": [{\"name\": \"P\", \"kind\": \"FREE_SHIPPING\", \"uses\": 5}]}",
            "promotions[0].conditions.until | {\"promotions\": [{\"name\": \"P\", \"kind\": \"FREE_SHIPPING\", "
                    + "\"conditions\": {\"from\": \"2026-01-01T00:00:00Z\", \"until\": \"2026-01-01T00:00:00Z\"}}]}",
            "promotions[0].conditions.from | {\"promotions\": [{\"name\": \"P\", \"kind\": \"FREE_SHIPPING\", "
                    + "\"conditions\": {\"from\": \"tomorrow\"}}]}",
            "promotions[0].conditions.categories[0] | {\"promotions\": [{\"name\": \"P\", \"kind\": \"FREE_SHIPPING\", "
                    + "\"conditions\": {\"categories\": [\"Big Shoes\"]}}]}",
            "shippingZones[0].methods | {\"shippingZones\": [{\"name\": \"Z\", \"methods\": []}]}",
            "shippingZones[0].methods[0].steps | {\"shippingZones\": [{\"name\": \"Z\", \"methods\": "
                    + "[{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}, {\"upTo\": 5, \"price\": 2}]}]}]}",
            "shippingZones[0].methods[1].id | {\"shippingZones\": [{\"name\": \"Z\", \"methods\": "
                    + "[{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}]}, "
                    + "{\"id\": \"a\", \"name\": \"B\", \"steps\": [{\"price\": 1}]}]}]}",
            "shippingZones[1].places | {\"shippingZones\": [{\"name\": \"Z\", \"methods\": "
                    + "[{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}]}]}, {\"name\": \"Y\", \"methods\": "
                    + "[{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}]}]}]}",
            "shippingZones[1].places[0].country | {\"shippingZones\": [{\"name\": \"Z\", \"places\": [{\"country\": \"DE\"}], "
                    + "\"methods\": [{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}]}]}, {\"name\": \"Y\", "
                    + "\"places\": [{\"country\": \"DE\"}], "
                    + "\"methods\": [{\"id\": \"a\", \"name\": \"A\", \"steps\": [{\"price\": 1}]}]}]}"})
    void putRules_thatAreInvalid_shouldNameTheField(String field, String body) {
        var event = event("CatalogFunction-PutRules.json");
        event.setBody(body);

        var response = handle(event);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(parsed(response.getBody()).get("errors")).hasSize(1);
        assertThat(parsed(response.getBody()).at("/errors/0/field").textValue()).isEqualTo(field);
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("CatalogFunction"));
    }

    private static APIGatewayProxyRequestEvent put() {
        return event("CatalogFunction-PutProduct.json");
    }

    private static APIGatewayProxyRequestEvent event(String file) {
        return Events.read(file, APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent importing(Consumer<JsonNode> change) {
        var event = event("CatalogFunction-ImportProducts.json");
        var body = Json.tree(Json.read(event.getBody(), Map.class));
        change.accept(body);
        event.setBody(body.toString());
        return event;
    }

    private static APIGatewayProxyRequestEvent with(APIGatewayProxyRequestEvent event, String header, String value) {
        var headers = new HashMap<>(event.getHeaders());
        headers.put(header, value);
        event.setHeaders(headers);
        event.setMultiValueHeaders(null);
        return event;
    }

    private static APIGatewayProxyRequestEvent without(APIGatewayProxyRequestEvent event, String header) {
        event.getHeaders().remove(header);
        event.setMultiValueHeaders(null);
        return event;
    }

    private static int items() {
        return database.client().scan(scan -> scan.tableName(TABLE)).count();
    }

    private static void assertInvalid(APIGatewayProxyResponseEvent response, String... fields) {
        assertProblem(response, 400, "invalid-request");
        assertThat(parsed(response.getBody()).findValuesAsText("field")).containsExactlyInAnyOrder(fields);
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String slug) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(parsed(response.getBody()).get("type").textValue()).isEqualTo("urn:stampede:problem:" + slug);
    }

    private static JsonNode parsed(String body) {
        return Json.tree(Json.read(body, Map.class));
    }
}

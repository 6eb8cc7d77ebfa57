package dev.stampede.e2e;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.catalog.CatalogApi;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.AvailabilityWorker;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentOutcome;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The catalog is changed by its own function and, as to what is in stock, by inventory. Here each is held before each
 * of its calls of the database while the other does its work. In the end the catalog must say what the stock is.
 */
class AvailabilityRaceTest {

    private static final String CATALOG = "CatalogTable";
    private static final String INVENTORY = "InventoryTable";
    private static final Map<String, String> SETTINGS = Map.of("CATALOG_TABLE", CATALOG, "INVENTORY_TABLE", INVENTORY,
            "CURRENCY", "EUR", "DEPLOYMENT_KEY", "test", "IMPORTS_TABLE", "none", "IMPORTS_BUCKET", "none",
            "IMPORTS_QUEUE_URL", "http://localhost/none",
            "PARKED_RECORDS_QUEUE_URL", "http://localhost/parked");
    private static final LambdaContext CONTEXT = new LambdaContext("test");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String CATEGORY = "home/sets";

    private static LocalDynamoDb database;

    /** SKUs that the streams have told of and that nobody has looked at yet. */
    private final List<String> told = new ArrayList<>();
    private int adjustments;

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(CATALOG, INVENTORY);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    enum Change {
        MADE(List.of(), shop -> shop.put("set", "TEA", "CUP")),
        DELETED(List.of("TEA", "CUP"), shop -> shop.delete("set")),
        MADE_ANEW(List.of("TEA", "CUP"), shop -> {
            shop.delete("set");
            shop.put("set", "TEA", "CUP");
        }),
        MADE_UNDER_ANOTHER_ID(List.of("TEA", "CUP"), shop -> {
            shop.delete("set");
            shop.put("other", "TEA");
        }),
        TAKEN_OUT(List.of("TEA", "CUP"), shop -> shop.put("set", "CUP")),
        TAKEN_OUT_AND_PUT_BACK(List.of("TEA", "CUP"), shop -> {
            shop.put("set", "CUP");
            shop.put("set", "TEA", "CUP");
        }),
        PUT_IN(List.of("CUP"), shop -> shop.put("set", "TEA", "CUP")),
        MOVED(List.of("TEA", "CUP"), shop -> shop.importAll(Map.of("set", "CUP", "other", "TEA"))),
        MOVED_AND_SWAPPED(List.of("TEA", "CUP"), shop -> {
            shop.importAll(Map.of("set", "CUP", "other", "TEA"));
            shop.importAll(Map.of("set", "TEA", "other", "CUP"));
        });

        private final List<String> before;
        private final Consumer<Owner> change;

        Change(List<String> before, Consumer<Owner> change) {
            this.before = before;
            this.change = change;
        }
    }

    /** What happens to the stock meanwhile. */
    enum Stock {
        STAYS, RUNS_OUT
    }

    /** When the streams' records of what happens meanwhile are looked at. */
    enum News {
        AT_ONCE, LATER
    }

    @Test
    void product_madeAfterItsStock_shouldShowIt() {
        begin(Change.MADE);
        hear();

        Change.MADE.change.accept(new Owner(database.client()));
        hear();

        assertAgreement();
        assertThat(item("product#set").get("availability").s()).isEqualTo("IN_STOCK");
    }

    @ParameterizedTest
    @EnumSource
    void product_changedWhileInventoryShowsTheStock_shouldAgreeWithIt(Change change) {
        for (var stock : Stock.values()) {
            for (var news : News.values()) {
                var call = 0;
                do {
                    begin(change);
                } while (isHeld(call++, () -> meanwhile(change, stock, news), this::hear));
                assertThat(call).as("calls that were held").isGreaterThan(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stock_shownWhileTheProductIsChanged_shouldAgreeWithIt(Change change) {
        for (var stock : Stock.values()) {
            var call = 0;
            do {
                begin(change);
            } while (isHeld(call++, () -> meanwhile(stock), client -> change.change.accept(new Owner(client))));
            assertThat(call).as("calls that were held").isGreaterThan(2);
        }
    }

    private void begin(Change change) {
        clear(CATALOG);
        clear(INVENTORY);
        told.clear();
        if (!change.before.isEmpty()) {
            new Owner(database.client()).put("set", change.before.toArray(String[]::new));
        }
        adjust("CUP", 2);
        hear(database.client());
        adjust("TEA", 20);
    }

    private void meanwhile(Change change, Stock stock, News news) {
        change.change.accept(new Owner(database.client()));
        if (stock == Stock.RUNS_OUT) {
            adjust("TEA", -20);
        }
        if (news == News.AT_ONCE) {
            hear();
        }
    }

    private void meanwhile(Stock stock) {
        if (stock == Stock.RUNS_OUT) {
            hear();
            adjust("TEA", -20);
        }
        hear();
    }

    /**
     * Does the work, and something else before one of its calls of the database.
     *
     * @param call counted from 0
     * @return false if the work has fewer calls
     */
    private boolean isHeld(int call, Runnable meanwhile, Consumer<DynamoDbClient> work) {
        var calls = new AtomicInteger();
        work.accept(client(() -> {
            if (calls.getAndIncrement() == call) {
                meanwhile.run();
            }
        }));
        hear();
        assertAgreement();
        return calls.get() > call;
    }

    private static DynamoDbClient client(Runnable beforeCalls) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                AvailabilityRaceTest.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    beforeCalls.run();
                    try {
                        return method.invoke(database.client(), arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void hear() {
        hear(database.client());
    }

    /** Looks at what the streams have told so far, as the function would. */
    private void hear(DynamoDbClient client) {
        var skus = List.copyOf(told);
        told.clear();
        var records = skus.stream()
                .map(sku -> Map.of("dynamodb",
                        Map.of("SequenceNumber", "1", "NewImage", Map.of("sku", Map.of("S", sku)))))
                .toList();
        var event = Events.parse(json(Map.of("Records", records)), DynamodbEvent.class);
        var response = new AvailabilityWorker(environment(client)).handleRequest(event, CONTEXT);
        assertThat(response.getBatchItemFailures()).isEmpty();
    }

    private void adjust(String sku, int delta) {
        var backoff = TestEnvironment.BACKOFF;
        var stock = new Adjustments(
                new DynamoDbStocks(database.client(), INVENTORY, backoff),
                new DynamoDbMovements(database.client(), INVENTORY, backoff),
                Set::copyOf,
                backoff);
        var adjustment = new Adjustment(
                "adjustment-" + ++adjustments, new Sku(sku), delta, "Counted", "tester",
                TestEnvironment.CLOCK.instant());
        assertThat(stock.apply(adjustment)).isInstanceOf(AdjustmentOutcome.Applied.class);
        told.add(sku);
    }

    private final class Owner {

        private final CatalogApi catalog;

        Owner(DynamoDbClient client) {
            this.catalog = new CatalogApi(environment(client));
        }

        void put(String productId, String... skus) {
            var before = skuItems();
            var variants = Arrays.stream(skus).map(AvailabilityRaceTest::variant).toList();
            call("CatalogFunction-PutProduct.json", productId, json(Map.of(
                    "title", "Set", "category", CATEGORY, "currency", "EUR", "variants", variants)));
            Stream.of(skus).filter(sku -> !before.contains("sku#" + sku)).forEach(told::add);
        }

        /** @param skus by product */
        void importAll(Map<String, String> skus) {
            var products = skus.entrySet().stream().map(entry -> Map.of(
                    "productId", entry.getKey(), "title", "Set", "category", CATEGORY, "currency", "EUR",
                    "variants", List.of(variant(entry.getValue())))).toList();
            var event = Events.read("CatalogFunction-ImportProducts.json", APIGatewayProxyRequestEvent.class)
                    .withBody(json(Map.of("products", products)));
            assertThat(catalog.handleRequest(event, CONTEXT).getBody()).contains("\"failed\":[]");
        }

        void delete(String productId) {
            call("CatalogFunction-DeleteProduct.json", productId, null);
        }

        private void call(String file, String productId, String body) {
            var event = Events.read(file, APIGatewayProxyRequestEvent.class)
                    .withPathParameters(Map.of("productId", productId))
                    .withBody(body);
            var response = catalog.handleRequest(event, CONTEXT);
            assertThat(response.getStatusCode()).as(response.getBody()).isBetween(200, 204);
        }
    }

    private static FunctionEnvironment environment(DynamoDbClient client) {
        return TestEnvironment.of(SETTINGS, client, new RecordedQueue());
    }

    private static Set<String> skuItems() {
        return items(CATALOG).keySet().stream().filter(key -> key.startsWith("sku#")).collect(toSet());
    }

    /** Every product and every SKU shows its stock, and there is no SKU without product. */
    private static void assertAgreement() {
        var items = items(CATALOG);
        var products = items.values().stream().filter(item -> item.containsKey("variants")).toList();
        var expected = new ArrayList<String>();
        for (var product : products) {
            var skus = product.get("variants").l().stream().map(variant -> variant.m().get("sku").s()).toList();
            var shown = product.get("skuAvailability").m();
            assertThat(skus).containsAll(shown.keySet());
            for (var sku : skus) {
                expected.add("sku#" + sku);
                assertThat(items.get("sku#" + sku).get("availability").s()).as(sku).isEqualTo(inStock(sku));
                assertThat(shown.getOrDefault(sku, text("OUT")).s()).as(sku).isEqualTo(inStock(sku));
            }
            var all = skus.stream().map(AvailabilityRaceTest::inStock).collect(joining(" "));
            assertThat(product.get("availability").s()).as(all)
                    .isEqualTo(Stream.of("IN_STOCK", "LOW", "OUT").filter(all::contains).findFirst().orElseThrow());
            assertPrices(product, skus);
        }
        assertThat(skuItems()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Of what is in stock; of everything, if nothing is. */
    private static void assertPrices(Map<String, AttributeValue> product, List<String> skus) {
        var inStock = skus.stream().filter(sku -> !inStock(sku).equals("OUT")).toList();
        var prices = (inStock.isEmpty() ? skus : inStock).stream().map(AvailabilityRaceTest::price).sorted().toList();
        assertThat(product.get("price").n()).isEqualTo(prices.getFirst().toString());
        assertThat(product.get("priceTo").n()).isEqualTo(prices.getLast().toString());
    }

    private static Map<String, Object> variant(String sku) {
        return Map.of("sku", sku, "price", price(sku));
    }

    private static int price(String sku) {
        return sku.equals("TEA") ? 100 : 900;
    }

    private static String inStock(String sku) {
        var units = Long.parseLong(items(INVENTORY).get("shard#" + sku + "#0").get("available").n());
        return units == 0 ? "OUT" : units <= 5 ? "LOW" : "IN_STOCK";
    }

    private static Map<String, AttributeValue> item(String key) {
        return items(CATALOG).get(key);
    }

    private static Map<String, Map<String, AttributeValue>> items(String table) {
        return database.client().scan(scan -> scan.tableName(table)).items().stream()
                .collect(toMap(item -> item.get("pk").s(), item -> item));
    }

    /** Keeps the tables: they have many indexes, and to make them anew for each case takes most of the time. */
    private static void clear(String table) {
        items(table).keySet().forEach(key -> database.client().deleteItem(item -> item.tableName(table)
                .key(Map.of("pk", text(key)))));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

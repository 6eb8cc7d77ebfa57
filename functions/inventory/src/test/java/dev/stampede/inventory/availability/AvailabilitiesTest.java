package dev.stampede.inventory.availability;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.adapters.DynamoDbShownAvailability;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.Intercepted;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AvailabilitiesTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @BeforeEach
    void product() {
        put(Map.of(
                "pk", text("product#set"), "productId", text("set"), "availability", text("OUT"),
                "skuAvailability", AttributeValue.fromM(Map.of()), "version", AttributeValue.fromN("1"),
                "category", text("home/kitchen/sets"), "price", AttributeValue.fromN("500"),
                "priceTo", AttributeValue.fromN("900"),
                "variants", AttributeValue.fromL(List.of(variant(TEA), variant(CUP)))));
        Stream.of(TEA, CUP).forEach(sku -> put(Map.of(
                "pk", text("sku#" + sku.value()), "sku", text(sku.value()), "productId", text("set"),
                "availability", text("OUT"))));
    }

    @Test
    void refresh_ofALimitedCode_shouldFollowItsUses() {
        var code = Sku.ofPromotion("TEN");
        database.sell(code);
        database.receive(code, 1, 1);

        assertThat(refresh(code)).containsExactly(entry(code, Availability.LOW));
        assertThat(refresh(code)).isEmpty();
    }

    @Test
    void refresh_shouldFollowTheStockFromInStockToLowToOut() {
        database.receive(TEA, 7, 3);
        assertThat(refresh(TEA)).containsExactly(entry(TEA, Availability.IN_STOCK));
        assertShown("IN_STOCK", Map.of("TEA", "IN_STOCK"));

        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        assertThat(refresh(TEA)).containsExactly(entry(TEA, Availability.LOW));
        assertShown("LOW", Map.of("TEA", "LOW"));

        database.reservations().reserve(List.of(database.place("2", line("TEA", 5))));
        assertThat(refresh(TEA)).containsExactly(entry(TEA, Availability.OUT));
        assertShown("OUT", Map.of("TEA", "OUT"));
    }

    @Test
    void refresh_severalSkus_shouldShowTheBestAtTheProduct() {
        database.receive(TEA, 2, 1);
        database.receive(CUP, 20, 1);
        refresh(TEA);
        refresh(CUP);
        assertShown("IN_STOCK", Map.of("TEA", "LOW", "CUP", "IN_STOCK"));

        database.adjustments().apply(database.adjustment(CUP, -20));
        refresh(CUP);
        assertShown("LOW", Map.of("TEA", "LOW", "CUP", "OUT"));
    }

    @Test
    void refresh_manySkus_shouldShowEachAndReadTheirStocksTogether() {
        database.receive(TEA, 2, 1);
        database.receive(CUP, 20, 2);
        var reads = new AtomicInteger();
        var watched = Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (operation.equals("batchGetItem")) {
                reads.incrementAndGet();
            }
            return real.call();
        });
        var stocks = new DynamoDbStocks(watched, "InventoryTable", TestEnvironment.BACKOFF);

        var changed = new Availabilities(stocks, shown(database.client())).refresh(List.of(TEA, CUP));

        assertThat(changed).containsOnly(entry(TEA, Availability.LOW), entry(CUP, Availability.IN_STOCK));
        assertShown("IN_STOCK", Map.of("TEA", "LOW", "CUP", "IN_STOCK"));
        // Settings, shards and settings again, and all once more after the change.
        assertThat(reads).hasValue(6);
    }

    @Test
    void refresh_skusOfOneProduct_shouldWriteTheProductOnce() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 20, 1);
        var writes = new ArrayList<String>();
        var watched = watched(writes);

        assertThat(availabilities(watched).refresh(List.of(TEA, CUP))).containsOnlyKeys(TEA, CUP);

        assertThat(writes).containsExactly("updateItem", "updateItem", "updateItem");
        assertShown("IN_STOCK", Map.of("TEA", "IN_STOCK", "CUP", "IN_STOCK"));
        assertPrices("500", "900");
    }

    private static DynamoDbClient watched(List<String> writes) {
        return Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (operation.equals("updateItem")) {
                writes.add(operation);
            }
            return real.call();
        });
    }

    @Test
    void refresh_nothingChanged_shouldWriteNothing() {
        database.receive(TEA, 20, 1);
        refresh(TEA);
        var writes = new AtomicInteger();
        var watched = Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (operation.equals("updateItem")) {
                writes.incrementAndGet();
            }
            return real.call();
        });

        assertThat(availabilities(watched).refresh(List.of(TEA))).isEmpty();
        assertThat(writes).hasValue(0);
    }

    @Test
    void refresh_skuWithoutStockOfWhichNothingIsSaid_shouldWriteNothing() {
        var before = database.items("CatalogTable");

        assertThat(refresh(TEA)).isEmpty();
        assertThat(database.items("CatalogTable")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void refresh_skuNotInTheCatalog_shouldMakeNothing() {
        var other = new Sku("OTHER");
        database.receive(other, 20, 1);
        var before = database.items("CatalogTable");

        assertThat(refresh(other)).isEmpty();
        assertThat(database.items("CatalogTable")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void refresh_stockChangesBetweenReadAndWrite_shouldShowTheLaterStock() {
        database.receive(TEA, 20, 1);
        var raced = new AtomicBoolean();
        var shown = shown(database.client());
        ShownAvailability slow = availability -> {
            if (raced.compareAndSet(false, true)) {
                database.adjustments().apply(database.adjustment(TEA, -20));
                refresh(TEA);
            }
            return shown.show(availability);
        };

        new Availabilities(database.stocks(), slow).refresh(List.of(TEA));

        assertShown("OUT", Map.of("TEA", "OUT"));
    }

    @Test
    void refresh_unitsMovedWhileTheShardsAreRead_shouldNotShowThemAsGone() {
        database.receive(TEA, 20, 2);
        refresh(TEA);
        var moved = new AtomicBoolean();
        var moving = Intercepted.client(database.client(), (operation, arguments, real) -> {
            var answer = real.call();
            // Settings were read with two shards; the shards are read next.
            if (operation.equals("batchGetItem") && moved.compareAndSet(false, true)) {
                database.resharding().reshard(TEA, 16, "owner");
            }
            return answer;
        });
        var shown = new ArrayList<Availability>();
        ShownAvailability watched = availability -> {
            shown.addAll(availability.values());
            return Set.of();
        };

        new Availabilities(new DynamoDbStocks(moving, "InventoryTable", TestEnvironment.BACKOFF), watched)
                .refresh(List.of(TEA));

        assertThat(shown).containsExactly(Availability.IN_STOCK);
    }

    @Test
    void refresh_otherSkuOfTheProductShownBetweenReadAndWrite_shouldKeepBoth() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 2, 1);
        var raced = new AtomicBoolean();
        var racing = Intercepted.client(database.client(), (operation, arguments, real) -> {
            var answer = real.call();
            if (operation.equals("getItem") && isShowingTheSku() && raced.compareAndSet(false, true)) {
                refresh(CUP);
            }
            return answer;
        });

        availabilities(racing).refresh(List.of(TEA));

        assertThat(raced).isTrue();
        assertShown("IN_STOCK", Map.of("TEA", "IN_STOCK", "CUP", "LOW"));
    }

    @Test
    void refresh_diesBetweenSkuAndProduct_shouldFinishWhenItComesAgain() {
        database.receive(TEA, 20, 1);
        var updates = new AtomicInteger();
        var dying = Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (operation.equals("updateItem") && updates.incrementAndGet() == 2) {
                throw new IllegalStateException("killed");
            }
            return real.call();
        });

        assertThatThrownBy(() -> availabilities(dying).refresh(List.of(TEA))).hasMessage("killed");
        assertThat(item("product#set").get("availability").s()).isEqualTo("OUT");
        refresh(TEA);

        assertShown("IN_STOCK", Map.of("TEA", "IN_STOCK"));
    }

    @Test
    void refresh_variantTakenOutOfTheProduct_shouldForgetIt() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 2, 1);
        refresh(TEA);
        refresh(CUP);
        database.client().updateItem(update -> update.tableName("CatalogTable")
                .key(Map.of("pk", text("product#set")))
                .updateExpression("SET variants = :variants, version = version + :one")
                .expressionAttributeValues(Map.of(
                        ":variants", AttributeValue.fromL(List.of(variant(CUP))), ":one", AttributeValue.fromN("1"))));

        refresh(CUP);

        assertThat(item("product#set").get("availability").s()).isEqualTo("LOW");
    }

    @Test
    void refresh_shouldShowThePricesOfWhatIsInStock() {
        database.receive(CUP, 20, 1);
        refresh(CUP);
        assertPrices("900", "900");

        database.receive(TEA, 20, 1);
        refresh(TEA);
        assertPrices("500", "900");

        database.adjustments().apply(database.adjustment(CUP, -20));
        refresh(CUP);
        assertPrices("500", "500");

        database.adjustments().apply(database.adjustment(TEA, -20));
        refresh(TEA);
        assertPrices("500", "900");
        assertShown("OUT", Map.of("TEA", "OUT", "CUP", "OUT"));
    }

    private static void assertPrices(String from, String to) {
        assertThat(item("product#set").get("price").n()).isEqualTo(from);
        assertThat(item("product#set").get("priceTo").n()).isEqualTo(to);
    }

    /** The product is read after the SKU has been written. */
    private static boolean isShowingTheSku() {
        return item("sku#TEA").get("availability").s().equals("IN_STOCK");
    }

    private static Map<Sku, Availability> refresh(Sku sku) {
        return availabilities(database.client()).refresh(List.of(sku));
    }

    private static Availabilities availabilities(DynamoDbClient client) {
        return new Availabilities(database.stocks(), shown(client));
    }

    private static ShownAvailability shown(DynamoDbClient client) {
        return new DynamoDbShownAvailability(client, "CatalogTable", database.backoff);
    }

    private static void assertShown(String ofProduct, Map<String, String> ofSkus) {
        var product = item("product#set");
        assertThat(product.get("availability").s()).isEqualTo(ofProduct);
        ofSkus.forEach((sku, availability) -> {
            assertThat(product.get("skuAvailability").m().get(sku).s()).isEqualTo(availability);
            assertThat(item("sku#" + sku).get("availability").s()).isEqualTo(availability);
        });
    }

    private static Map<String, AttributeValue> item(String pk) {
        return database.client().getItem(get -> get.tableName("CatalogTable").key(Map.of("pk", text(pk)))).item();
    }

    private static void put(Map<String, AttributeValue> item) {
        database.client().putItem(put -> put.tableName("CatalogTable").item(item));
    }

    private static AttributeValue variant(Sku sku) {
        return AttributeValue.fromM(Map.of(
                "sku", text(sku.value()), "price", AttributeValue.fromN(sku.equals(TEA) ? "500" : "900")));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}

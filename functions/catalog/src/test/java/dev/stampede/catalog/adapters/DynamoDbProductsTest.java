package dev.stampede.catalog.adapters;

import static dev.stampede.catalog.SampleProducts.draft;
import static dev.stampede.catalog.SampleProducts.in;
import static dev.stampede.catalog.SampleProducts.mostVariants;
import static dev.stampede.catalog.SampleProducts.notebook;
import static dev.stampede.catalog.SampleProducts.plain;
import static dev.stampede.catalog.SampleProducts.slugged;
import static dev.stampede.catalog.SampleProducts.titled;
import static dev.stampede.catalog.SampleProducts.variant;
import static dev.stampede.catalog.SampleProducts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.catalog.CatalogEntry;
import dev.stampede.catalog.Product;
import dev.stampede.catalog.Products.Change;
import dev.stampede.catalog.Products.Deletion;
import dev.stampede.catalog.Products.Listed;
import dev.stampede.catalog.Products.Write;
import dev.stampede.catalog.Slugs;
import dev.stampede.catalog.Variant;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.sharding.Shards;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class DynamoDbProductsTest {

    private static final String TABLE = "CatalogTable";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");
    private static final Sku A6 = new Sku("FIELD-NOTEBOOK-A6");

    private static final Deletion DELETION = new Deletion(NOW, "an-admin");

    private static LocalDynamoDb database;

    private final DynamoDbProducts products = new DynamoDbProducts(database.client(), TABLE);

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
    void find_whatWasCreated_shouldGiveItBack() {
        var entry = created(notebook());
        var bare = created(plain("plain", "PLAIN"));

        assertThat(products.find(notebook().id())).contains(entry);
        assertThat(products.find(bare.product().id())).contains(bare);
        assertThat(products.find(new ProductId("unknown"))).isEmpty();
    }

    @Test
    void create_shouldWriteProductSkusAndSlug() {
        created(notebook());

        assertThat(keys()).containsExactlyInAnyOrder(
                "product#field-notebook", "sku#FIELD-NOTEBOOK-A5", "sku#FIELD-NOTEBOOK-A6",
                "slug#field-notebook");
    }

    @Test
    void create_shouldGiveSkusWhatCartAndCheckoutRead() {
        created(notebook());

        var picture = AttributeValue.fromM(Map.of(
                "url", text("https://images.example.com/field-notebook.jpg"),
                "alt", text("A green notebook"),
                "width", AttributeValue.fromN("800"),
                "height", AttributeValue.fromN("600")));
        assertThat(item("sku#FIELD-NOTEBOOK-A5")).isEqualTo(Map.ofEntries(
                Map.entry("pk", text("sku#FIELD-NOTEBOOK-A5")),
                Map.entry("sku", text("FIELD-NOTEBOOK-A5")),
                Map.entry("productId", text("field-notebook")),
                Map.entry("category", text("paper")),
                Map.entry("title", text("Field notebook")),
                Map.entry("variant", text("A5")),
                Map.entry("options", AttributeValue.fromM(Map.of("size", text("A5")))),
                Map.entry("maxPerOrder", AttributeValue.fromN("3")),
                Map.entry("weight", AttributeValue.fromN("210")),
                Map.entry("taxCategory", text("books")),
                Map.entry("availableFrom", text("2026-01-01T00:00:00Z")),
                Map.entry("availableUntil", text("2027-01-01T00:00:00Z")),
                Map.entry("price", AttributeValue.fromN("1250")),
                Map.entry("currency", text("EUR")),
                Map.entry("picture", picture),
                Map.entry("availability", text("OUT"))));
    }

    @Test
    void create_shouldListTheProductUnderItsKeys() {
        created(notebook());
        var shard = Shards.of("field-notebook", 4);

        assertThat(item("product#field-notebook")).containsAllEntriesOf(Map.of(
                "listing", text("products#" + shard),
                "listingKey", text("paper#field-notebook")));
    }

    @Test
    void create_ofAProductThatIsThere_shouldConflictAndChangeNothing() {
        created(notebook());
        var before = items();

        assertThat(create(entry(titled(notebook(), "Other")))).isEqualTo(new Write.Conflicted());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void create_withASkuOfAnotherProduct_shouldNameItAndChangeNothing() {
        created(notebook());
        var before = items();
        var thief = with(plain("thief", "X"), variant(new Sku("X"), 1), variant(A6, 1));

        assertThat(create(entry(thief))).isEqualTo(new Write.Taken(A6));
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void replace_withOtherSkus_shouldLeaveNoneOfTheOldOnes() {
        var seen = created(notebook());
        var next = in(titled(
                with(notebook(), variant(A6, 900), variant(new Sku("B7"), 700)),
                "Pocket notebook"), "stationery");

        assertThat(replace(seen, replaced(seen, next))).isEqualTo(new Write.Done());

        assertThat(keys()).containsExactlyInAnyOrder(
                "product#field-notebook", "sku#FIELD-NOTEBOOK-A6", "sku#B7",
                "slug#field-notebook");
        assertThat(listed("listings", "listing", "products")).containsExactly("field-notebook");
        assertThat(item("product#field-notebook").get("listingKey")).isEqualTo(text("stationery#field-notebook"));
        assertThat(item("sku#FIELD-NOTEBOOK-A6").get("price")).isEqualTo(AttributeValue.fromN("900"));
        assertThat(item("sku#FIELD-NOTEBOOK-A6").get("title")).isEqualTo(text("Pocket notebook"));
    }

    @Test
    void replace_withoutWhatMayBeAbsent_shouldRemoveIt() {
        var seen = created(notebook());
        var bare = plain("field-notebook", "FIELD-NOTEBOOK-A5");

        replace(seen, replaced(seen, bare));

        assertThat(products.find(notebook().id()).orElseThrow().product()).isEqualTo(bare);
        assertThat(item("product#field-notebook")).doesNotContainKeys(
                "summary", "description", "picture", "filters", "seo", "availableFrom", "availableUntil",
                "taxCategory");
        assertThat(item("sku#FIELD-NOTEBOOK-A5")).doesNotContainKeys(
                "variant", "picture", "maxPerOrder", "availableFrom", "availableUntil");
    }

    @Test
    void replace_whileInventoryWrites_shouldConflictAndThenKeepWhatItWrote() {
        var seen = created(notebook());
        inventorySays(Map.of(A5, Availability.IN_STOCK, A6, Availability.LOW), Availability.IN_STOCK);

        // The writer reads the product before inventory writes; what it offers would follow from an outdated stock.
        assertThat(replace(seen, replaced(seen, titled(notebook(), "Other")))).isEqualTo(new Write.Conflicted());
        var again = products.find(notebook().id()).orElseThrow();
        assertThat(replace(again, replaced(again, titled(notebook(), "Other")))).isEqualTo(new Write.Done());

        var stored = products.find(notebook().id()).orElseThrow();
        assertThat(stored.offered().availability()).isEqualTo(Availability.IN_STOCK);
        assertThat(stored.skuAvailability())
                .isEqualTo(Map.of(A5, Availability.IN_STOCK, A6, Availability.LOW));
        assertThat(item("sku#FIELD-NOTEBOOK-A5").get("availability")).isEqualTo(text("IN_STOCK"));
        assertThat(item("sku#FIELD-NOTEBOOK-A6").get("availability")).isEqualTo(text("LOW"));
    }

    @Test
    void replace_withoutAStockedSku_shouldForgetItsAvailability() {
        created(notebook());
        inventorySays(Map.of(A5, Availability.IN_STOCK, A6, Availability.LOW), Availability.IN_STOCK);
        var seen = products.find(notebook().id()).orElseThrow();

        replace(seen, replaced(seen, with(notebook(), variant(A6, 1))));

        var stored = products.find(notebook().id()).orElseThrow();
        assertThat(stored.offered().availability()).isEqualTo(Availability.LOW);
        assertThat(stored.skuAvailability()).isEqualTo(Map.of(A6, Availability.LOW));
    }

    @Test
    void replace_withoutAStockedSkuWhileInventoryWrites_shouldConflict() {
        created(notebook());
        inventorySays(Map.of(A5, Availability.IN_STOCK, A6, Availability.OUT), Availability.IN_STOCK);
        var seen = products.find(notebook().id()).orElseThrow();
        inventorySays(Map.of(A5, Availability.IN_STOCK, A6, Availability.IN_STOCK), Availability.IN_STOCK);

        assertThat(replace(seen, replaced(seen, with(notebook(), variant(A6, 1)))))
                .isEqualTo(new Write.Conflicted());
    }

    @Test
    void replace_withoutASkuThatWasStockedMeanwhile_shouldConflictAndThenForgetIt() {
        var seen = created(notebook());
        inventorySays(Map.of(A5, Availability.IN_STOCK), Availability.IN_STOCK);
        var next = with(notebook(), variant(A6, 1));

        assertThat(replace(seen, replaced(seen, next))).isEqualTo(new Write.Conflicted());
        var again = products.find(notebook().id()).orElseThrow();
        assertThat(replace(again, replaced(again, next))).isEqualTo(new Write.Done());

        var stored = products.find(notebook().id()).orElseThrow();
        assertThat(stored.offered().availability()).isEqualTo(Availability.OUT);
        assertThat(stored.skuAvailability()).isEmpty();
    }

    @Test
    void replace_ofWhatHasChanged_shouldConflictAndChangeNothing() {
        var seen = created(notebook());
        replace(seen, replaced(seen, titled(notebook(), "First")));
        var before = items();

        assertThat(replace(seen, replaced(seen, titled(notebook(), "Second"))))
                .isEqualTo(new Write.Conflicted());
        assertThat(products.remove(seen, DELETION)).isEqualTo(new Write.Conflicted());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void replace_ofWhatIsGone_shouldConflictAndNotBringItBack() {
        var seen = created(notebook());
        products.remove(seen, DELETION);

        assertThat(replace(seen, replaced(seen, notebook()))).isEqualTo(new Write.Conflicted());
        assertThat(keys()).isEmpty();
    }

    @Test
    void replace_ofAnEarlierProductOfTheSameId_shouldConflict() {
        var earlier = created(notebook());
        products.remove(earlier, DELETION);
        create(new CatalogEntry(
                titled(notebook(), "New one"), earlier.version() + 1000, NOW.plusSeconds(1), NOW.plusSeconds(1),
                "an-admin", Map.of(), earlier.slugs()));

        assertThat(replace(earlier, replaced(earlier, notebook()))).isEqualTo(new Write.Conflicted());
    }

    @Test
    void replace_changingEverythingThatTheLargestProductHas_shouldFitATransaction() {
        var letters = IntStream.range(0, 20).mapToObj(n -> "a" + (char) ('a' + n)).collect(Collectors.joining(" "));
        var seen = created(titled(with(notebook(), mostVariants("A-")), letters));
        seen = moved(seen, "t/u/v/w");
        var next = in(titled(with(notebook(), mostVariants("A-")), letters.replace("a", "b")), "x/y/z/z");
        next = slugged(next, "new");

        assertThat(replace(seen, replaced(seen, next))).isEqualTo(new Write.Done());
        assertThat(keys()).hasSize(1 + 60 + 2);
    }

    @Test
    void replace_ofMoreSkusThanATransactionHolds_shouldChangeNothing() {
        var seen = created(with(notebook(), mostVariants("OLD-")));
        var before = items();

        assertThat(replace(seen, replaced(seen, with(notebook(), mostVariants("NEW-")))))
                .isEqualTo(new Write.TooMany());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void replace_byADraft_shouldSayItAtItsSkus() {
        var seen = created(notebook());
        replace(seen, replaced(seen, draft(notebook())));

        assertThat(listed("listings", "listing", "products")).containsExactly("field-notebook");
        assertThat(item("sku#FIELD-NOTEBOOK-A5").get("status")).isEqualTo(text("DRAFT"));

        var drafted = products.find(notebook().id()).orElseThrow();
        replace(drafted, replaced(drafted, notebook()));
        assertThat(item("sku#FIELD-NOTEBOOK-A5")).doesNotContainKey("status");
    }

    @Test
    void replace_withOtherSlugs_shouldKeepTenFormerOnes() {
        var seen = created(notebook());
        for (var n = 0; n < 12; n++) {
            var next = replaced(seen, slugged(notebook(), "s-" + n));
            assertThat(replace(seen, next)).isEqualTo(new Write.Done());
            seen = products.find(notebook().id()).orElseThrow();
            assertThat(seen.slugs()).isEqualTo(next.slugs());
        }

        assertThat(keys().stream().filter(key -> key.startsWith("slug#"))).hasSize(11)
                .contains("slug#s-11", "slug#s-1").doesNotContain("slug#s-0", "slug#field-notebook");
        assertThat(item("slug#s-1").get("productId")).isEqualTo(text("field-notebook"));
        assertThat(replace(seen, replaced(seen, slugged(notebook(), "s-4")))).isEqualTo(new Write.Done());
        products.remove(products.find(notebook().id()).orElseThrow(), DELETION);
        assertThat(keys()).isEmpty();
    }

    @Test
    void write_aSlugOfAnotherProductOrOneTwice_shouldNameItAndChangeNothing() {
        var seen = created(notebook());
        var before = items();

        var thief = new CatalogEntry(
                plain("a", "A"), 1, NOW, NOW, "an-admin", Map.of(),
                new Slugs(new Slug("field-notebook"), List.of()));
        assertThat(create(thief)).isEqualTo(new Write.SlugTaken(new Slug("field-notebook")));

        var one = new CatalogEntry(plain("a", "A"), 1, NOW, NOW, "an-admin", Map.of(),
                new Slugs(new Slug("x"), List.of()));
        var two = new CatalogEntry(plain("b", "B"), 1, NOW, NOW, "an-admin", Map.of(),
                new Slugs(new Slug("x"), List.of()));
        assertThat(products.write(List.of(new Change(null, one), new Change(null, two))))
                .isEqualTo(new Write.SlugTaken(new Slug("x")));
        assertThat(items()).isEqualTo(before);
        assertThat(products.find(notebook().id())).contains(seen);
    }

    @Test
    void write_aSlugThatAnotherProductDropsAtTheSameTime_shouldNameIt() {
        var seen = created(notebook());
        for (var n = 0; n < 10; n++) {
            replace(seen, replaced(seen, slugged(notebook(), "s-" + n)));
            seen = products.find(notebook().id()).orElseThrow();
        }
        var heir = new CatalogEntry(
                plain("a", "A"), 1, NOW, NOW, "an-admin", Map.of(),
                new Slugs(new Slug("field-notebook"), List.of()));

        assertThat(products.write(List.of(
                new Change(seen, replaced(seen, slugged(notebook(), "s-10"))), new Change(null, heir))))
                        .isEqualTo(new Write.SlugTaken(new Slug("field-notebook")));
    }

    @Test
    void list_shouldGiveAllProductsByCategoryAndIdOrThoseOfAStatus() {
        created(in(plain("b", "B"), "pens/fine"));
        created(in(plain("a", "A"), "pens"));
        created(draft(in(plain("c", "C"), "ink")));
        created(notebook());

        assertThat(listed(null, 100)).containsExactly("c", "field-notebook", "a", "b");
        assertThat(listed(null, 1)).containsExactly("c", "field-notebook", "a", "b");
        assertThat(listed(Publication.Status.DRAFT, 2)).containsExactly("c");
        assertThat(listed(Publication.Status.PUBLISHED, 2)).containsExactly("field-notebook", "a", "b");
        var notebook = notebook();
        assertThat(products.list(Publication.Status.PUBLISHED, null, 1).products()).containsExactly(new Listed(
                notebook.id(), notebook.title(), new Slug("field-notebook"), notebook.category(),
                notebook.publication(), NOW));
    }

    private List<String> listed(Publication.Status status, int limit) {
        var ids = new ArrayList<String>();
        Optional<String> next = Optional.empty();
        do {
            var page = products.list(status, next.orElse(null), limit);
            page.products().forEach(product -> ids.add(product.id().value()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    @Test
    void remove_ofAProductThatWasDeletedBefore_shouldKeepTheLastDeletion() {
        products.remove(created(notebook()), DELETION);
        assertThat(products.deletion(notebook().id())).contains(DELETION);

        var again = created(notebook());
        assertThat(products.find(notebook().id()).orElseThrow().updatedBy()).isEqualTo("an-admin");
        var last = new Deletion(NOW.plusSeconds(60), "another-admin");
        products.remove(again, last);

        assertThat(products.deletion(notebook().id())).contains(last);
    }

    @Test
    void remove_shouldLeaveNothingButTheDeletion() {
        var seen = created(notebook());
        var other = created(plain("plain", "PLAIN"));

        assertThat(products.remove(seen, DELETION)).isEqualTo(new Write.Done());

        assertThat(products.find(notebook().id())).isEmpty();
        assertThat(products.deletion(notebook().id())).contains(DELETION);
        assertThat(keys()).isNotEmpty().allMatch(key -> key.contains("plain") || key.equals("sku#PLAIN"));
        assertThat(products.find(other.product().id())).contains(other);
    }

    @Test
    void replace_byManyWritersAtOnce_shouldLeaveTheItemsOfOneVersionOnly() throws Exception {
        created(notebook());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 16)
                    .<Callable<Write>> mapToObj(
                            n -> () -> writeUntilDone("Title number " + "x".repeat(n + 2), "W-" + n))
                    .toList();
            for (var writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isEqualTo(new Write.Done());
            }
        }

        var last = products.find(notebook().id()).orElseThrow();
        assertThat(last.version()).isEqualTo(NOW.toEpochMilli() + 16);
        var expected = new HashSet<>(Set.of("product#field-notebook", "slug#field-notebook"));
        last.product().skus().forEach(sku -> expected.add("sku#" + sku));
        assertThat(keys()).isEqualTo(expected);
    }

    @Test
    void create_ofProductsThatWantTheSameSku_shouldGiveItToOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 8)
                    .<Callable<Write>> mapToObj(n -> () -> create(entry(plain("p-" + n, "WANTED"))))
                    .toList();
            var writes = threads.invokeAll(writers).stream().map(done -> done.resultNow()).toList();

            assertThat(writes).containsOnlyOnce(new Write.Done());
            assertThat(keys().stream().filter(key -> key.startsWith("product#"))).hasSize(1);
        }
    }

    @Test
    void write_productsThatSwapASku_shouldKeepItsItemAndItsAvailability() {
        created(notebook());
        inventorySays(Map.of(A5, Availability.IN_STOCK, A6, Availability.LOW), Availability.IN_STOCK);
        var seen = products.find(notebook().id()).orElseThrow();
        var other = created(plain("plain", "PLAIN"));

        var write = products.write(List.of(
                new Change(seen, moved(seen, notebook(), Map.of(A6, Availability.LOW), "FIELD-NOTEBOOK-A6", "PLAIN")),
                new Change(other,
                        moved(other, other.product(), Map.of(A5, Availability.IN_STOCK), "FIELD-NOTEBOOK-A5"))));

        assertThat(write).isEqualTo(new Write.Done());
        assertThat(item("sku#FIELD-NOTEBOOK-A5")).containsAllEntriesOf(Map.of(
                "productId", text("plain"), "title", text("Plain plain"), "availability", text("IN_STOCK")));
        assertThat(item("sku#PLAIN")).containsAllEntriesOf(Map.of(
                "productId", text("field-notebook"), "availability", text("OUT")));
        assertThat(products.find(other.product().id()).orElseThrow().offered().availability())
                .isEqualTo(Availability.IN_STOCK);
    }

    @Test
    void write_takingASkuWhoseAvailabilityChangesMeanwhile_shouldConflict() {
        var seen = created(notebook());
        var other = created(plain("plain", "PLAIN"));
        inventorySays(Map.of(A5, Availability.IN_STOCK), Availability.IN_STOCK);
        var before = items();

        var write = products.write(List.of(
                new Change(seen, moved(seen, notebook(), Map.of(), "FIELD-NOTEBOOK-A6")),
                new Change(other, moved(other, other.product(), Map.of(), "PLAIN", "FIELD-NOTEBOOK-A5"))));

        assertThat(write).isEqualTo(new Write.Conflicted());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void write_oneOfSeveralWantsASkuOfAnotherProduct_shouldNameItAndChangeNone() {
        var seen = created(notebook());
        created(plain("plain", "PLAIN"));
        var before = items();

        var write = products.write(List.of(
                new Change(seen, moved(seen, notebook(), Map.of(), "FIELD-NOTEBOOK-A6")),
                new Change(null, entry(with(plain("new", "X"), variant(A5, 1), variant(new Sku("PLAIN"), 1))))));

        assertThat(write).isEqualTo(new Write.Taken(new Sku("PLAIN")));
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void write_moreThanATransactionHolds_shouldChangeNothing() {
        var changes = IntStream.range(0, 34)
                .mapToObj(n -> new Change(null, entry(plain("p-" + n, "SKU-" + n))))
                .toList();

        assertThat(products.write(changes)).isEqualTo(new Write.TooMany());
        assertThat(keys()).isEmpty();
    }

    private static CatalogEntry moved(
            CatalogEntry seen, Product product, Map<Sku, Availability> availability, String... skus) {
        var variants = Stream.of(skus).map(sku -> variant(new Sku(sku), 700)).toArray(Variant[]::new);
        var next = with(product, variants);
        return new CatalogEntry(
                next, seen.version() + 1, seen.createdAt(), NOW.plusSeconds(60), "an-admin",
                availability, seen.slugs());
    }

    private CatalogEntry moved(CatalogEntry seen, String category) {
        var next = replaced(seen, in(seen.product(), category));
        assertThat(replace(seen, next)).isEqualTo(new Write.Done());
        return next;
    }

    private Write writeUntilDone(String title, String sku) {
        while (true) {
            var seen = products.find(notebook().id()).orElseThrow();
            var next = titled(with(notebook(), variant(new Sku(sku), 1)), title);
            if (replace(seen, replaced(seen, next)) instanceof Write.Done done) {
                return done;
            }
        }
    }

    private Write create(CatalogEntry entry) {
        return products.write(List.of(new Change(null, entry)));
    }

    private Write replace(CatalogEntry seen, CatalogEntry next) {
        return products.write(List.of(new Change(seen, next)));
    }

    private CatalogEntry created(Product product) {
        var entry = entry(product);
        assertThat(create(entry)).isEqualTo(new Write.Done());
        return entry;
    }

    private static CatalogEntry entry(Product product) {
        return new CatalogEntry(
                product, NOW.toEpochMilli(), NOW, NOW, "an-admin", Map.of(),
                new Slugs(Slug.of(product.title(), 100).orElseThrow(), List.of()));
    }

    private static CatalogEntry replaced(CatalogEntry seen, Product next) {
        return seen.replacedBy(next, NOW.plus(1, ChronoUnit.MINUTES), "another-admin");
    }

    private static void inventorySays(Map<Sku, Availability> skus, Availability best) {
        skus.forEach((sku, availability) -> database.client().updateItem(update -> update.tableName(TABLE)
                .key(Map.of("pk", text("sku#" + sku)))
                .updateExpression("SET availability = :availability")
                .expressionAttributeValues(Map.of(":availability", text(availability.name())))));
        var map = skus.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().value(), one -> text(one.getValue().name())));
        database.client().updateItem(update -> update.tableName(TABLE)
                .key(Map.of("pk", text("product#field-notebook")))
                .updateExpression("SET availability = :best, skuAvailability = :map")
                .expressionAttributeValues(Map.of(":best", text(best.name()), ":map", AttributeValue.fromM(map))));
    }

    private static List<String> listed(String index, String hashKey, String partition) {
        return IntStream.range(0, 4)
                .mapToObj(shard -> QueryRequest.builder()
                        .tableName(TABLE)
                        .indexName(index)
                        .keyConditionExpression(hashKey + " = :partition")
                        .expressionAttributeValues(Map.of(":partition", text(Shards.key(partition, shard))))
                        .build())
                .flatMap(query -> database.client().query(query).items().stream())
                .map(item -> item.get("productId").s())
                .toList();
    }

    /** Of all items but the records of deletions. */
    private static Set<String> keys() {
        return items().keySet().stream().filter(key -> !key.startsWith("deleted#")).collect(Collectors.toSet());
    }

    private static Map<String, AttributeValue> item(String key) {
        return items().get(key);
    }

    private static Map<String, Map<String, AttributeValue>> items() {
        return database.client().scan(scan -> scan.tableName(TABLE)).items().stream()
                .collect(Collectors.toMap(item -> item.get("pk").s(), item -> item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}

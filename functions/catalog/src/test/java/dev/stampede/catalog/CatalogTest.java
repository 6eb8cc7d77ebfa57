package dev.stampede.catalog;

import static dev.stampede.catalog.SampleProducts.notebook;
import static dev.stampede.catalog.SampleProducts.plain;
import static dev.stampede.catalog.SampleProducts.slugged;
import static dev.stampede.catalog.SampleProducts.titled;
import static dev.stampede.catalog.SampleProducts.variant;
import static dev.stampede.catalog.SampleProducts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.catalog.Products.Change;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final String ADMIN = "an-admin";
    private static final Backoff BACKOFF = new Backoff(pause -> {}, new Random(1));

    private final InMemoryProducts products = new InMemoryProducts();
    private final Catalog catalog = new Catalog(products, TestEnvironment.CLOCK, BACKOFF);

    @Test
    void put_ofANewProduct_shouldCreateIt() {
        var outcome = catalog.put(notebook(), Precondition.NONE, ADMIN);

        assertThat(outcome).isEqualTo(new PutOutcome.Created(stored()));
        assertThat(stored().product()).isEqualTo(notebook());
    }

    @Test
    void put_again_shouldReplaceIt() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        var outcome = catalog.put(titled(notebook(), "Pocket notebook"), Precondition.NONE, ADMIN);

        assertThat(outcome).isEqualTo(new PutOutcome.Replaced(stored()));
        assertThat(stored().product().title()).isEqualTo("Pocket notebook");
    }

    @Test
    void put_whenThePreconditionFails_shouldWriteNothing() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);
        var before = stored();

        var outcome = catalog.put(titled(notebook(), "Pocket notebook"),
                Precondition.ifMatch(EntityTags.parse("\"1\"")), ADMIN);

        assertThat(outcome).isEqualTo(new PutOutcome.Stale());
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void put_withASkuOfAnotherProduct_shouldWriteNothing() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        var outcome = catalog.put(plain("copycat", "FIELD-NOTEBOOK-A6"), Precondition.NONE, ADMIN);

        assertThat(outcome).isEqualTo(new PutOutcome.SkuTaken(new Sku("FIELD-NOTEBOOK-A6")));
        assertThat(products.find(plain("copycat", "x").id())).isEmpty();
    }

    @Test
    void put_outrunByAnotherWriter_shouldReadAgainAndWin() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);
        var racing = new Catalog(new Interrupting(1), TestEnvironment.CLOCK, BACKOFF);

        var outcome = racing.put(titled(notebook(), "Mine"), Precondition.NONE, ADMIN);

        assertThat(outcome).isInstanceOf(PutOutcome.Replaced.class);
        assertThat(stored().product().title()).isEqualTo("Mine");
    }

    @Test
    void put_outrunUnderAPrecondition_shouldBeStaleAndNotOverwrite() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);
        var seen = Precondition.ifMatch(EntityTags.parse("\"" + stored().version() + "\""));
        var racing = new Catalog(new Interrupting(1), TestEnvironment.CLOCK, BACKOFF);

        assertThat(racing.put(titled(notebook(), "Mine"), seen, ADMIN)).isEqualTo(new PutOutcome.Stale());
        assertThat(stored().product().title()).isEqualTo("Theirs");
    }

    @Test
    void put_outrunAgainAndAgain_shouldGiveUp() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);
        var racing = new Catalog(new Interrupting(1000), TestEnvironment.CLOCK, BACKOFF);

        assertThat(racing.put(titled(notebook(), "Mine"), Precondition.NONE, ADMIN)).isEqualTo(new PutOutcome.Busy());
        assertThat(racing.delete(notebook().id(), Precondition.NONE, ADMIN)).isEqualTo(new DeleteOutcome.Busy());
        assertThat(stored().product().title()).isEqualTo("Theirs");
    }

    @Test
    void delete_ofAProduct_shouldFreeItsSkus() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        assertThat(catalog.delete(notebook().id(), Precondition.NONE, ADMIN)).isEqualTo(new DeleteOutcome.Deleted());
        assertThat(products.find(notebook().id())).isEmpty();
        assertThat(catalog.put(plain("heir", "FIELD-NOTEBOOK-A5"), Precondition.NONE, ADMIN))
                .isInstanceOf(PutOutcome.Created.class);
    }

    @Test
    void delete_ofAnUnknownProduct_shouldSaySo() {
        assertThat(catalog.delete(notebook().id(), Precondition.NONE, ADMIN)).isEqualTo(new DeleteOutcome.Unknown());
    }

    @Test
    void delete_whenThePreconditionFails_shouldKeepTheProduct() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        assertThat(catalog.delete(notebook().id(), Precondition.ifMatch(EntityTags.parse("\"1\"")), ADMIN))
                .isEqualTo(new DeleteOutcome.Stale());
        assertThat(products.find(notebook().id())).isPresent();
    }

    @Test
    void delete_outrunByAnotherWriter_shouldDeleteWhatThatOneWrote() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        assertThat(new Catalog(new Interrupting(1), TestEnvironment.CLOCK, BACKOFF).delete(notebook().id(),
                Precondition.NONE, ADMIN))
                        .isEqualTo(new DeleteOutcome.Deleted());
        assertThat(products.find(notebook().id())).isEmpty();
    }

    @Test
    void importing_manyProducts_shouldAnswerInTheirOrder() {
        var wanted = IntStream.range(0, 100).mapToObj(n -> plain("p-" + n, "SKU-" + n)).toList();

        var results = new ProductImport(catalog).run(wanted, ADMIN);

        assertThat(results).extracting(ProductImport.Result::product).isEqualTo(wanted);
        assertThat(results).extracting(ProductImport.Result::outcome)
                .hasOnlyElementsOfType(PutOutcome.Created.class);
    }

    @Test
    void importing_withOneRefused_shouldImportTheOthers() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);

        var results = new ProductImport(catalog).run(
                List.of(plain("a", "A"), plain("b", "FIELD-NOTEBOOK-A5"), plain("c", "C")), ADMIN);

        assertThat(results.get(1).outcome())
                .isEqualTo(new PutOutcome.SkuTaken(new Sku("FIELD-NOTEBOOK-A5")));
        assertThat(products.find(plain("a", "A").id())).isPresent();
        assertThat(products.find(plain("c", "C").id())).isPresent();
    }

    @Test
    void importing_twoProductsThatSwapTheirSkus_shouldSwapThemOnce() {
        var importing = new ProductImport(catalog);
        importing.run(List.of(plain("a", "X"), plain("b", "Y"), plain("c", "Z")), ADMIN);

        for (var repeat = 0; repeat < 3; repeat++) {
            assertThat(importing.run(List.of(plain("a", "Y"), plain("c", "Z"), plain("b", "X")), ADMIN))
                    .extracting(ProductImport.Result::outcome)
                    .hasOnlyElementsOfType(PutOutcome.Replaced.class);
        }

        assertThat(owners("X", "Y", "Z")).containsExactly("b", "a", "c");
    }

    @Test
    void importing_productsThatPassTheirSkusRoundOrOn_shouldMoveThemAll() {
        var importing = new ProductImport(catalog);
        importing.run(List.of(plain("a", "X"), plain("b", "Y"), plain("c", "Z"), plain("d", "V"), plain("e", "W")),
                ADMIN);

        var results = importing.run(List.of(
                plain("c", "X"), plain("a", "Y"), plain("b", "Z"), plain("e", "V"), plain("d", "U"), plain("f", "W")),
                ADMIN);

        assertThat(results).extracting(result -> result.outcome().getClass().getSimpleName())
                .containsExactly("Replaced", "Replaced", "Replaced", "Replaced", "Replaced", "Created");
        assertThat(owners("X", "Y", "Z", "V", "W", "U")).containsExactly("c", "a", "b", "e", "f", "d");
    }

    @Test
    void importing_aSwapOfWhichOneProductWantsATakenSku_shouldRefuseThoseThatDependOnIt() {
        catalog.put(notebook(), Precondition.NONE, ADMIN);
        var importing = new ProductImport(catalog);
        importing.run(List.of(plain("a", "X"), plain("b", "Y"), plain("c", "Z")), ADMIN);
        var greedy = with(plain("a", "Y"),
                variant(new Sku("Y"), 1), variant(new Sku("FIELD-NOTEBOOK-A5"), 1));

        var results = importing.run(List.of(greedy, plain("b", "X"), plain("c", "W"), plain("d", "Z")), ADMIN);

        assertThat(results.get(0).outcome()).isEqualTo(new PutOutcome.SkuTaken(new Sku("FIELD-NOTEBOOK-A5")));
        assertThat(results.get(1).outcome()).isEqualTo(new PutOutcome.SkuTaken(new Sku("X")));
        assertThat(owners("X", "Y", "Z", "W")).containsExactly("a", "b", "d", "c");
    }

    @Test
    void importing_aSwapThatIsOutrun_shouldReadAgainAndSwap() {
        new ProductImport(catalog).run(List.of(plain("a", "X"), plain("b", "Y")), ADMIN);

        var results = new ProductImport(new Catalog(new Interrupting(2), TestEnvironment.CLOCK, BACKOFF))
                .run(List.of(plain("a", "Y"), plain("b", "X")), ADMIN);

        assertThat(results).extracting(ProductImport.Result::outcome)
                .hasOnlyElementsOfType(PutOutcome.Replaced.class);
        assertThat(owners("X", "Y")).containsExactly("b", "a");
    }

    @Test
    void importing_aSwapOutrunForever_shouldGiveUp() {
        new ProductImport(catalog).run(List.of(plain("a", "X"), plain("b", "Y")), ADMIN);

        var results = new ProductImport(new Catalog(new Interrupting(1000), TestEnvironment.CLOCK, BACKOFF))
                .run(List.of(plain("a", "Y"), plain("b", "X")), ADMIN);

        assertThat(results).extracting(ProductImport.Result::outcome)
                .containsExactly(new PutOutcome.Busy(), new PutOutcome.Busy());
        assertThat(owners("X", "Y")).containsExactly("a", "b");
    }

    @Test
    void put_aNewProductWithoutASlug_shouldMakeAUniqueOneOfItsTitle() {
        catalog.put(titled(plain("a", "A"), "Caf\u00e9 table"), Precondition.NONE, ADMIN);
        catalog.put(titled(plain("b", "B"), "Cafe Table!"), Precondition.NONE, ADMIN);
        catalog.put(slugged(plain("c", "C"), "cafe-table-d"), Precondition.NONE, ADMIN);
        catalog.put(titled(plain("d", "D"), "Cafe table"), Precondition.NONE, ADMIN);
        catalog.put(titled(plain("Chair.1", "E"), "\u8a9e"), Precondition.NONE, ADMIN);

        assertThat(Stream.of("a", "b", "c", "d", "Chair.1").map(this::slug)).containsExactly(
                "cafe-table", "cafe-table-b", "cafe-table-d", "cafe-table-d-2", "chair-1");
    }

    @Test
    void put_withAnotherTitle_shouldKeepTheSlug() {
        catalog.put(titled(plain("a", "A"), "First"), Precondition.NONE, ADMIN);
        catalog.put(titled(plain("a", "A"), "Second"), Precondition.NONE, ADMIN);

        assertThat(slug("a")).isEqualTo("first");
        assertThat(slugs("a").former()).isEmpty();
    }

    @Test
    void put_withAnotherSlug_shouldKeepTheFormerOnesUpToALimit() {
        for (var n = 0; n < 13; n++) {
            assertThat(catalog.put(slugged(plain("a", "A"), "s-" + n), Precondition.NONE, ADMIN))
                    .isNotInstanceOf(PutOutcome.Refused.class);
        }

        assertThat(slug("a")).isEqualTo("s-12");
        assertThat(slugs("a").former()).hasSize(Slugs.MAX_FORMER).startsWith(new Slug("s-11"))
                .endsWith(new Slug("s-2"));
        catalog.put(slugged(plain("a", "A"), "s-5"), Precondition.NONE, ADMIN);
        assertThat(slugs("a").former()).hasSize(Slugs.MAX_FORMER).startsWith(new Slug("s-12"))
                .doesNotContain(new Slug("s-5"));
    }

    @Test
    void put_withASlugOfAnotherProduct_shouldBeRefusedAsLongAsItIsKept() {
        catalog.put(slugged(plain("a", "A"), "one"), Precondition.NONE, ADMIN);
        catalog.put(slugged(plain("a", "A"), "two"), Precondition.NONE, ADMIN);

        for (var slug : List.of("one", "two")) {
            assertThat(catalog.put(slugged(plain("b", "B"), slug), Precondition.NONE, ADMIN))
                    .isEqualTo(new PutOutcome.SlugTaken(new Slug(slug)));
        }
        catalog.delete(new ProductId("a"), Precondition.NONE, ADMIN);
        assertThat(catalog.put(slugged(plain("b", "B"), "one"), Precondition.NONE, ADMIN))
                .isInstanceOf(PutOutcome.Created.class);
    }

    @Test
    void importing_productsOfOneTitleAndASwap_shouldGiveEachASlug() {
        var importing = new ProductImport(catalog);
        importing.run(List.of(plain("a", "X")), ADMIN);

        var results = importing.run(List.of(
                titled(plain("c", "X"), "Same"), titled(plain("a", "Y"), "Same"), titled(plain("d", "Z"), "Same")),
                ADMIN);

        assertThat(results).noneMatch(result -> result.outcome() instanceof PutOutcome.Refused);
        assertThat(Stream.of("a", "c", "d").map(this::slug)).doesNotHaveDuplicates();
        assertThat(slug("a")).isEqualTo("plain-a");
    }

    @Test
    void importing_aSwapOfWhichTwoWantOneSlug_shouldRefuseOne() {
        var importing = new ProductImport(catalog);
        importing.run(List.of(plain("a", "X"), plain("b", "Y")), ADMIN);

        var results = importing.run(List.of(slugged(plain("a", "Y"), "same"), slugged(plain("b", "X"), "same")), ADMIN);

        assertThat(results).extracting(ProductImport.Result::outcome)
                .filteredOn(PutOutcome.SlugTaken.class::isInstance)
                .containsExactly(new PutOutcome.SlugTaken(new Slug("same")));
    }

    private String slug(String id) {
        return slugs(id).current().value();
    }

    private Slugs slugs(String id) {
        return products.find(new ProductId(id)).orElseThrow().slugs();
    }

    @Test
    void importing_aSwap_shouldTakeTheAvailabilityWithTheSku() {
        new ProductImport(catalog).run(List.of(plain("a", "X"), plain("b", "Y")), ADMIN);
        var before = products.find(new ProductId("a")).orElseThrow();
        var x = Map.of(new Sku("X"), Availability.LOW);
        products.write(List.of(new Change(before, new CatalogEntry(before.product(), before.version() + 1,
                before.createdAt(), before.updatedAt(), ADMIN, x, before.slugs()))));

        new ProductImport(catalog).run(List.of(plain("a", "Y"), plain("b", "X")), ADMIN);

        var a = products.find(new ProductId("a")).orElseThrow();
        var b = products.find(new ProductId("b")).orElseThrow();
        assertThat(a.offered().availability()).isEqualTo(Availability.OUT);
        assertThat(a.skuAvailability()).isEmpty();
        assertThat(b.offered().availability()).isEqualTo(Availability.LOW);
        assertThat(b.skuAvailability()).isEqualTo(x);
    }

    @Test
    void importing_whenAWriteThrows_shouldThrowOnceTheOthersAreDoneAndFinishWhenRepeated() {
        var failing = new AtomicInteger(1);
        var once = new InMemoryProducts() {
            @Override
            public synchronized Write write(List<Change> changes) {
                if (changes.getFirst().next().product().id().value().equals("b") && failing.getAndDecrement() > 0) {
                    throw new IllegalStateException("The database is away");
                }
                return super.write(changes);
            }
        };
        var wanted = List.of(plain("a", "A"), plain("b", "B"), plain("c", "C"));
        var importing = new ProductImport(new Catalog(once, TestEnvironment.CLOCK, BACKOFF));

        assertThatIllegalStateException().isThrownBy(() -> importing.run(wanted, ADMIN))
                .withMessage("The database is away");
        assertThat(once.find(wanted.get(2).id())).isPresent();
        assertThat(importing.run(wanted, ADMIN)).extracting(result -> result.outcome().getClass().getSimpleName())
                .containsExactly("Replaced", "Created", "Replaced");
    }

    @Test
    void importing_manyProducts_shouldWriteAFewAtATime() {
        var now = new AtomicInteger();
        var peaks = new ArrayList<Integer>();
        var counting = new InMemoryProducts() {
            @Override
            public Optional<CatalogEntry> find(ProductId id) {
                var peak = now.incrementAndGet();
                synchronized (peaks) {
                    peaks.add(peak);
                }
                Thread.yield();
                var found = super.find(id);
                now.decrementAndGet();
                return found;
            }
        };

        new ProductImport(new Catalog(counting, TestEnvironment.CLOCK, BACKOFF))
                .run(IntStream.range(0, 100).mapToObj(n -> plain("p-" + n, "SKU-" + n)).toList(), ADMIN);

        assertThat(peaks).hasSize(100).allMatch(peak -> peak <= 8);
    }

    /** The products that have these SKUs, one each. */
    private List<String> owners(String... skus) {
        return Stream.of(skus).map(sku -> products.all().stream()
                .map(CatalogEntry::product)
                .filter(product -> product.skus().contains(new Sku(sku)))
                .map(product -> product.id().value())
                .collect(Collectors.joining(","))).toList();
    }

    private CatalogEntry stored() {
        return products.find(notebook().id()).orElseThrow();
    }

    /** Another writer changes the product after each of the first reads. */
    private final class Interrupting implements Products {

        private int times;

        Interrupting(int times) {
            this.times = times;
        }

        @Override
        public Optional<CatalogEntry> find(ProductId id) {
            var found = products.find(id);
            if (times-- > 0) {
                found.ifPresent(entry -> products.write(List.of(new Change(
                        entry,
                        entry.replacedBy(titled(entry.product(), "Theirs"), TestEnvironment.CLOCK.instant(), ADMIN)))));
            }
            return found;
        }

        @Override
        public Write write(List<Change> changes) {
            return products.write(changes);
        }

        @Override
        public Page list(Publication.@Nullable Status status, @Nullable String after, int limit) {
            return products.list(status, after, limit);
        }

        @Override
        public Write remove(CatalogEntry seen, Deletion deletion) {
            return products.remove(seen, deletion);
        }

        @Override
        public Optional<Deletion> deletion(ProductId id) {
            return products.deletion(id);
        }
    }
}

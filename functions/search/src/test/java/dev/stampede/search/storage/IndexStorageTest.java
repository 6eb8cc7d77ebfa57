package dev.stampede.search.storage;

import static dev.stampede.search.index.SampleProducts.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.search.index.FoundProduct;
import dev.stampede.search.index.IndexedProduct;
import dev.stampede.search.index.ProductFormat;
import dev.stampede.search.index.ProductSearch;
import dev.stampede.search.index.SearchQuery;
import dev.stampede.search.index.StoreLanguage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexStorageTest {

    private static final String MANIFEST = "manifest.json";

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final AtomicInteger rebuildRequests = new AtomicInteger();
    private final Backoff backoff = new Backoff(_ -> {}, new Random(1));
    private final PublishedIndex<ProductSearch> index;
    private final Path directory;
    private int directories;

    IndexStorageTest(@TempDir Path directory) {
        this.directory = directory;
        this.index = published();
    }

    @Test
    void read_beforeThereIsAnIndex_shouldFindNothing() {
        assertThat(found("thing")).isEmpty();
    }

    @Test
    void apply_createdChangedAndDeletedProducts_shouldBeFoundAsTheyAre() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a").titled("Red shoe")));
            indexer.apply(catalog.put(product("b").titled("Red hat")));
            assertThat(found("red")).containsExactlyInAnyOrder("a", "b");

            indexer.apply(catalog.put(product("a").titled("Blue shoe")));
            assertThat(found("red")).containsExactly("b");

            indexer.apply(catalog.remove("b"));
            assertThat(found("red")).isEmpty();
            assertThat(found("blue")).containsExactly("a");
        }
    }

    @Test
    void apply_sameMessageTwice_shouldChangeNothing() {
        try (var indexer = indexer()) {
            var changed = catalog.put(product("a").titled("Red shoe"));
            indexer.apply(changed);
            indexer.apply(changed);

            assertThat(found("red")).containsExactly("a");
            assertThat(products()).isEqualTo(1);
        }
    }

    @Test
    void apply_messagesInTheWrongOrder_shouldEndWithTheLatestState() {
        try (var indexer = indexer()) {
            var created = catalog.put(product("a").titled("Old"));
            var deleted = catalog.remove("a");
            indexer.apply(deleted);
            indexer.apply(created);

            assertThat(found("old")).isEmpty();
        }
    }

    @Test
    void apply_whileAnotherIndexerPublishes_shouldKeepBoth() {
        try (var one = indexer(); var other = indexer()) {
            one.apply(catalog.put(product("first")));
            var mine = catalog.put(product("mine"));
            objects.beforeReplace(() -> other.apply(catalog.put(product("theirs"))));

            one.apply(mine);

            assertThat(found("thing")).containsExactlyInAnyOrder("first", "mine", "theirs");
        }
    }

    @Test
    void apply_productThatChangesWhileAnotherIndexerPublishesIt_shouldNotBringBackTheOldState() {
        try (var one = indexer(); var other = indexer()) {
            var changed = catalog.put(product("a").titled("Old"));
            // The first indexer has read the old state when the product changes and the other one publishes that.
            objects.beforeReplace(() -> other.apply(catalog.put(product("a").titled("New"))));

            one.apply(changed);

            assertThat(found("old")).isEmpty();
            assertThat(found("new")).containsExactly("a");
        }
    }

    @Test
    void apply_whileAnotherIndexerIsAtWork_shouldWaitForIt() {
        var waits = new AtomicInteger();
        try (var one = indexer(); var other = indexer(new Backoff(_ -> waits.incrementAndGet(), new Random(1)))) {
            var mine = catalog.put(product("mine"));
            // In one thread the first indexer cannot go on, so the other one gives up waiting.
            objects.beforeReplace(() -> other.apply(catalog.put(product("theirs"))));
            one.apply(mine);
            assertThat(waits).hasValue(IndexLease.MAX_TRIES - 1);
            assertThat(found("thing")).containsExactlyInAnyOrder("mine", "theirs");

            waits.set(0);
            other.apply(catalog.put(product("later")));
            assertThat(waits).hasValue(0);
        }
    }

    @Test
    void apply_afterAnIndexerDied_shouldWaitUntilItsLeaseEnds() {
        var victim = indexer();
        objects.killAfter(1);
        assertThatThrownBy(() -> victim.apply(catalog.put(product("a"))))
                .isInstanceOf(InMemoryObjectStore.Killed.class);
        objects.killAfter(Integer.MAX_VALUE);
        var waits = new AtomicInteger();
        try (var next = indexer(new Backoff(_ -> {
            waits.incrementAndGet();
            clock.advance(Duration.ofSeconds(1));
        }, new Random(1)))) {
            next.apply(catalog.put(product("a")));
        }

        assertThat(waits).hasValue((int) IndexLease.LENGTH.toSeconds());
        assertThat(found("thing")).containsExactly("a");
    }

    @Test
    void apply_manyIndexersAtOnce_shouldLoseNothing() throws Exception {
        var expected = new HashSet<String>();
        var work = new ArrayList<Callable<Void>>();
        for (var worker = 0; worker < 4; worker++) {
            var batches = new ArrayList<Set<ProductId>>();
            for (var number = 0; number < 25; number++) {
                var id = "w" + worker + "n" + number;
                expected.add(id);
                batches.add(catalog.put(product(id)));
            }
            work.add(() -> {
                try (var indexer = indexer(new Backoff(Pause.sleeping(), new Random()))) {
                    batches.forEach(batch -> untilDone(() -> indexer.apply(batch)));
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(found("thing")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void apply_indexerThatIsKilledBetweenAnyTwoCalls_shouldLeaveAReadableIndex() {
        try (var indexer = indexer()) {
            for (var number = 0; number < 12; number++) {
                indexer.apply(catalog.put(product("old" + number).titled("Old")));
            }
        }
        var isPublished = false;
        for (var calls = 0; !isPublished; calls++) {
            var changed = new HashSet<ProductId>();
            changed.addAll(catalog.put(product("new").titled("New")));
            changed.addAll(catalog.remove("old0"));
            objects.killAfter(calls);
            var victim = indexer();
            try {
                victim.apply(changed);
                isPublished = true;
            } catch (InMemoryObjectStore.Killed killed) {
                // Nothing of its own is cleaned up.
            } finally {
                objects.killAfter(Integer.MAX_VALUE);
            }

            var reader = published();
            var titles = new HashSet<>(find(reader, "old"));
            titles.addAll(find(reader, "new"));
            assertThat(titles).as("after %s calls", calls).hasSize(12);
            assertThat(titles.contains("new")).as("all or nothing").isEqualTo(!titles.contains("old0"));
            catalog.put(product("old0").titled("Old"));
            assertThat(calls).isLessThan(20);
        }
        // The message returns, and another indexer carries on where the index is.
        try (var next = indexer()) {
            next.apply(catalog.remove("old0"));
        }
        assertThat(found("old")).hasSize(11);
    }

    @Test
    void apply_indexThatDoesNotExist_shouldRequestARebuildOnce() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a")));
            indexer.apply(catalog.put(product("b")));
            assertThat(rebuildRequests).hasValue(1);

            clock.advance(Duration.ofHours(2));
            indexer.apply(catalog.put(product("c")));
            assertThat(rebuildRequests).hasValue(2);

            rebuild();
            clock.advance(Duration.ofHours(2));
            indexer.apply(catalog.put(product("d")));
            assertThat(rebuildRequests).hasValue(2);
        }
    }

    @Test
    void apply_indexInAnotherLanguage_shouldKeepItAndRequestARebuild() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a").titled("Kleid")));
        }
        rebuild();
        rebuildRequests.set(0);
        try (var german = new Indexer<>(
                StoredIndex.whole(objects, work()), catalog, new ProductFormat(StoreLanguage.DE),
                rebuildRequests::incrementAndGet,
                clock, IndexStorageTest::randomId, backoff)) {
            german.apply(catalog.put(product("b").titled("Hüte")));
            assertThat(rebuildRequests).hasValue(1);
            assertThat(found("kleidern")).isEmpty();
        }
        new IndexRebuild<>(
                StoredIndex.whole(objects, work()), catalog, new ProductFormat(StoreLanguage.DE), clock,
                IndexStorageTest::randomId,
                backoff).run();

        assertThat(found("kleidern")).containsExactly("a");
    }

    @Test
    void read_atTheSameTime_shouldNotLookForANewerIndex() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a")));
            assertThat(found("thing")).containsExactly("a");

            indexer.apply(catalog.put(product("b")));
            assertThat(find(index, "thing")).containsExactly("a");
            clock.advance(Polled.LONGEST_PAUSE);
            assertThat(find(index, "thing")).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void read_whileObjectStorageIsDown_shouldAnswerFromWhatIsLoaded() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a")));
            assertThat(found("thing")).containsExactly("a");

            objects.isDown(true);
            clock.advance(Duration.ofMinutes(10));
            assertThat(find(index, "thing")).containsExactly("a");
            assertThatThrownBy(() -> find(published(), "thing")).isInstanceOf(IllegalStateException.class);
            objects.isDown(false);
        }
    }

    @Test
    void read_byManyWhileTheIndexChanges_shouldAlwaysFindAll() throws Exception {
        try (var indexer = indexer(); var threads = Executors.newFixedThreadPool(4)) {
            indexer.apply(catalog.put(product("constant").titled("Constant")));
            var isOver = new AtomicBoolean();
            var readers = new ArrayList<Callable<Integer>>();
            for (var number = 0; number < 3; number++) {
                readers.add(() -> {
                    var misses = 0;
                    while (!isOver.get()) {
                        misses += find(index, "constant").equals(List.of("constant")) ? 0 : 1;
                    }
                    return misses;
                });
            }
            readers.add(() -> {
                for (var number = 0; number < 60; number++) {
                    clock.advance(Polled.LONGEST_PAUSE);
                    if (number % 15 == 7) {
                        rebuild();
                    } else {
                        indexer.apply(catalog.put(product("p" + number)));
                    }
                }
                isOver.set(true);
                return 0;
            });
            for (var misses : threads.invokeAll(readers)) {
                assertThat(misses.get()).isZero();
            }
        }
    }

    @Test
    void rebuild_ofAnIncompleteIndex_shouldHaveAllProducts() {
        catalog.put(product("old1"));
        catalog.put(product("old2"));
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("new")));
            assertThat(found("thing")).containsExactly("new");

            rebuild();
            assertThat(found("thing")).containsExactlyInAnyOrder("old1", "old2", "new");

            // The indexer goes on with the new index.
            indexer.apply(catalog.put(product("newer")));
            assertThat(found("thing")).containsExactlyInAnyOrder("old1", "old2", "new", "newer");
        }
    }

    @Test
    void rebuild_withoutAnIndex_shouldCreateOne() {
        catalog.put(product("a"));

        rebuild();

        assertThat(found("thing")).containsExactly("a");
    }

    @Test
    void rebuild_whileProductsChange_shouldHaveTheirLatestState() {
        try (var indexer = indexer()) {
            for (var id : List.of("kept", "changed", "deleted")) {
                indexer.apply(catalog.put(product(id).titled("Before " + id)));
            }
            clock.advance(Duration.ofHours(1));
            catalog.afterListing(() -> {
                clock.advance(Duration.ofSeconds(5));
                assertThat(found("before")).containsExactlyInAnyOrder("kept", "changed", "deleted");
                indexer.apply(catalog.put(product("changed").titled("After changed")));
                indexer.apply(catalog.remove("deleted"));
                indexer.apply(catalog.put(product("created").titled("After created")));
                catalog.afterListing(() -> {});
            });
            // Another change comes just before the switch.
            rebuildWith(() -> {
                indexer.apply(catalog.put(product("late").titled("After late")));
                indexer.apply(catalog.remove("kept"));
            });

            assertThat(found("before")).isEmpty();
            assertThat(found("after")).containsExactlyInAnyOrder("changed", "created", "late");
        }
    }

    /** As a function does it with two messages of one batch. */
    @Test
    void rebuild_manyAtOnce_shouldAllSucceedAndLeaveNothing() throws Exception {
        try (var indexer = indexer()) {
            for (var number = 0; number < 5; number++) {
                indexer.apply(catalog.put(product("p" + number)));
            }
        }
        var work = work();
        var rebuild = rebuildIn(work, new Backoff(Pause.sleeping(), new Random()));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(Collections.nCopies(40, Executors.callable(rebuild::run)))) {
                done.get();
            }
        }

        assertThat(found("thing")).hasSize(5);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void rebuild_thatIsKilledBetweenAnyTwoCalls_shouldLeaveAReadableIndex() {
        try (var indexer = indexer()) {
            for (var number = 0; number < 5; number++) {
                indexer.apply(catalog.put(product("p" + number)));
            }
        }
        var isPublished = false;
        for (var calls = 0; !isPublished; calls++) {
            objects.killAfter(calls);
            try {
                rebuild();
                isPublished = true;
            } catch (InMemoryObjectStore.Killed killed) {
                // the message returns
            } finally {
                objects.killAfter(Integer.MAX_VALUE);
            }
            assertThat(find(published(), "thing")).as("after %s calls", calls).hasSize(5);
            assertThat(calls).isLessThan(20);
        }
    }

    @Test
    void oldFiles_afterADay_shouldBeDeletedUnlessOneOfTheLastManifestsNamesThem() {
        try (var indexer = indexer()) {
            indexer.apply(catalog.put(product("a").titled("First")));
            // Files of an indexer that was killed, which took the lease and uploaded one.
            objects.killAfter(2);
            try (var victim = indexer()) {
                assertThatThrownBy(() -> victim.apply(catalog.put(product("b"))))
                        .isInstanceOf(InMemoryObjectStore.Killed.class);
            }
            objects.killAfter(Integer.MAX_VALUE);
            var before = objects.written().keySet();

            clock.advance(OldFiles.MIN_AGE.minusSeconds(1));
            indexer.apply(catalog.put(product("a").titled("Second")));
            assertThat(objects.written().keySet()).containsAll(before);

            clock.advance(OldFiles.INTERVAL);
            indexer.apply(catalog.put(product("a").titled("Third")));
            var needed = StoredIndex.whole(objects, directory).manifests().current().orElseThrow().manifest()
                    .neededObjects();
            assertThat(objects.written().keySet()).containsAll(needed);
            // What no manifest has ever named is gone; what the last ones named is not.
            assertThat(
                    objects.written().keySet().stream().filter(before::contains).filter(name -> !needed.contains(name)))
                            .containsExactlyInAnyOrder(MANIFEST, "leases/" + MANIFEST);

            for (var number = 0; number < Manifest.KEPT; number++) {
                indexer.apply(catalog.put(product("a").titled("Again " + number)));
            }
            clock.advance(OldFiles.MIN_AGE.plusSeconds(1));
            indexer.apply(catalog.put(product("a").titled("Last")));
            assertThat(objects.written().keySet()).doesNotContainAnyElementsOf(
                    before.stream().filter(name -> name.startsWith("files/")).toList());
            assertThat(found("last")).containsExactly("a");
        }
    }

    @Test
    void apply_hundredsOfPublications_shouldKeepFewFiles() {
        try (var indexer = indexer()) {
            for (var number = 0; number < 150; number++) {
                indexer.apply(catalog.put(product("p" + number % 40).titled("Thing " + number)));
            }
        }
        assertThat(StoredIndex.whole(objects, directory).manifests().current().orElseThrow().manifest().files())
                .hasSizeLessThan(80);
        assertThat(found("thing")).hasSize(40);
    }

    @Test
    void close_shouldLeaveNothingButTheCache() throws Exception {
        var work = work();
        try (var indexer = new Indexer<>(
                StoredIndex.whole(objects, work), catalog, new ProductFormat(StoreLanguage.EN),
                rebuildRequests::incrementAndGet,
                clock, IndexStorageTest::randomId, backoff)) {
            indexer.apply(catalog.put(product("a")));
        }
        try (var left = Files.list(work)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("files");
        }
    }

    private Indexer<ProductId, IndexedProduct> indexer() {
        return indexer(backoff);
    }

    private Indexer<ProductId, IndexedProduct> indexer(Backoff pauses) {
        return new Indexer<>(
                StoredIndex.whole(objects, work()), catalog, new ProductFormat(StoreLanguage.EN),
                rebuildRequests::incrementAndGet,
                clock, IndexStorageTest::randomId, pauses);
    }

    private PublishedIndex<ProductSearch> published() {
        return new PublishedIndex<>(StoredIndex.whole(objects, work()), ProductSearch.opening(), clock);
    }

    private void rebuild() {
        rebuildIn(work(), backoff).run();
    }

    private IndexRebuild<ProductId, IndexedProduct> rebuildIn(Path work, Backoff pauses) {
        return new IndexRebuild<>(
                StoredIndex.whole(objects, work), catalog, new ProductFormat(StoreLanguage.EN), clock,
                IndexStorageTest::randomId, pauses);
    }

    private void rebuildWith(Runnable beforeTheSwitch) {
        objects.beforeReplace(() -> {});
        var listing = new AtomicBoolean();
        catalog.afterListing(both(catalog, () -> {
            if (listing.compareAndSet(false, true)) {
                objects.beforeReplace(beforeTheSwitch);
            }
        }));
        rebuild();
    }

    private static Runnable both(InMemoryCatalog catalog, Runnable second) {
        var first = catalog.afterListing();
        return () -> {
            first.run();
            second.run();
        };
    }

    private synchronized Path work() {
        return directory.resolve("d" + directories++);
    }

    private List<String> found(String text) {
        clock.advance(Polled.LONGEST_PAUSE);
        return find(index, text);
    }

    private List<String> find(PublishedIndex<ProductSearch> published, String text) {
        return published.read(search -> search.search(SearchQuery.of(text), null, 1000, clock.instant())).products()
                .stream()
                .map(FoundProduct::productId)
                .map(ProductId::value)
                .toList();
    }

    private int products() {
        return index.read(search -> search.products());
    }

    private static String randomId() {
        return UUID.randomUUID().toString();
    }

    /** As the queue does it: a message that failed returns. */
    private static void untilDone(Runnable work) {
        for (var tries = 0; tries < 100; tries++) {
            try {
                work.run();
                return;
            } catch (dev.stampede.runtime.concurrent.ContentionException e) {
                // returns
            }
        }
        throw new AssertionError("Never done");
    }
}

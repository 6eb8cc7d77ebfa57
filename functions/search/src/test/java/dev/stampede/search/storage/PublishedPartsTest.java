package dev.stampede.search.storage;

import static dev.stampede.search.index.SampleProducts.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.index.IndexedProduct;
import dev.stampede.search.index.ProductFormat;
import dev.stampede.search.index.StoreLanguage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.IndexReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedPartsTest {

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final Path directory;
    private final PublishedParts parts;
    private int directories;

    PublishedPartsTest(@TempDir Path directory) {
        this.directory = directory;
        this.parts = parts();
    }

    @Test
    void read_someParts_shouldReadThemAsOne() {
        assertThat(size("")).isZero();
        put("2026-04", "a");
        put("2026-05", "b");
        put("2026-05", "c");
        clock.advance(Polled.LONGEST_PAUSE);

        assertThat(size("")).isEqualTo(3);
        assertThat(size("2026-05")).isEqualTo(2);
        assertThat(size("2026-06")).isZero();
    }

    @Test
    void read_atTheSameTime_shouldNotLookForChanges() {
        put("2026-04", "a");
        assertThat(size("")).isEqualTo(1);
        put("2026-04", "b");
        put("2026-05", "c");

        assertThat(size("")).isEqualTo(1);
        clock.advance(Polled.LONGEST_PAUSE);
        assertThat(size("")).isEqualTo(3);
    }

    @Test
    void read_whileObjectStorageIsDown_shouldAnswerFromWhatIsLoaded() {
        put("2026-04", "a");
        assertThat(size("")).isEqualTo(1);

        objects.isDown(true);
        clock.advance(Duration.ofMinutes(10));
        assertThat(size("")).isEqualTo(1);
        var other = parts();
        assertThatThrownBy(() -> other.read(_ -> true, IndexReader::numDocs)).isInstanceOf(IllegalStateException.class);
        objects.isDown(false);
        assertThat(other.<Integer> read(_ -> true, IndexReader::numDocs)).isEqualTo(1);
    }

    @Test
    void read_byManyWhilePartsChangeAndAreRebuilt_shouldAlwaysFindAll() throws Exception {
        put("2026-04", "constant");
        put("2026-05", "other");
        try (var threads = Executors.newFixedThreadPool(4)) {
            var isOver = new AtomicBoolean();
            var readers = new ArrayList<Callable<Integer>>();
            for (var number = 0; number < 3; number++) {
                readers.add(() -> {
                    var misses = 0;
                    while (!isOver.get()) {
                        misses += size("") >= 2 ? 0 : 1;
                    }
                    return misses;
                });
            }
            readers.add(() -> {
                for (var number = 0; number < 40; number++) {
                    clock.advance(Polled.LONGEST_PAUSE);
                    put(number % 2 == 0 ? "2026-04" : "2026-05", "p" + number % 5);
                }
                isOver.set(true);
                return 0;
            });
            for (var misses : threads.invokeAll(readers)) {
                assertThat(misses.get()).isZero();
            }
        }
    }

    private int size(String prefix) {
        return parts.<Integer> read(part -> part.startsWith(prefix), IndexReader::numDocs);
    }

    private void put(String part, String id) {
        try (var indexer = new Indexer<ProductId, IndexedProduct>(
                StoredIndex.part(objects, part, work()), catalog, new ProductFormat(StoreLanguage.EN), () -> {}, clock,
                () -> UUID.randomUUID().toString(), new Backoff(_ -> {}, new Random(1)))) {
            indexer.apply(catalog.put(product(id)));
        }
    }

    private PublishedParts parts() {
        return new PublishedParts(objects, work(), clock);
    }

    private synchronized Path work() {
        return directory.resolve("d" + directories++);
    }
}

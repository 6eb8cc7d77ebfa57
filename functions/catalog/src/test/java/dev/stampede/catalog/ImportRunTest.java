package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.jobs.Turns.Turn;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.Killable.Killed;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRunTest {

    private static final int CHUNK_ROWS = 25;
    private static final int ROWS = 3 * CHUNK_ROWS + 7;
    private static final int MAX_CALLS = 100;

    private final AdjustableClock clock = new AdjustableClock();
    private InMemoryImports imports = new InMemoryImports();
    private InMemoryProducts products = new InMemoryProducts();
    /** Whether the last message found another worker's lease. */
    private boolean isBusy;

    @Test
    void aFile_shouldBeReadInChunksWithAResultForEachRow() {
        var id = started(ImportFormat.JSONL, jsonLines());
        drain();
        var job = imports.find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(ImportJob.State.COMPLETED);
        assertThat(job.chunks()).isEqualTo(4);
        assertComplete(id);
    }

    @Test
    void theSameMessageTwice_shouldChangeNothing() {
        var id = started(ImportFormat.JSONL, jsonLines());
        imports.messages.add(new ImportQueue.Chunk(id));
        drain();
        var before = products.all();
        assertThat(run().next(id)).isInstanceOf(Turn.Ended.class);
        assertThat(products.all()).containsExactlyInAnyOrderElementsOf(before);
        assertComplete(id);
    }

    @Test
    void aMessage_whileAnotherWorkerReads_shouldWaitForItsLease() {
        var id = started(ImportFormat.JSONL, jsonLines());
        imports.killAt(3, false);
        assertThat(isKilled(id)).isTrue();
        imports.live();
        assertThat(run().next(id)).isEqualTo(new Turn.Busy<>());
        clock.advance(ImportRun.LEASE);
        assertThat(run().next(id)).isInstanceOf(Turn.Continued.class);
    }

    /** Kills the worker at each of its calls, before and after they take effect, and goes on with what is left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerKilledAtAnyCall_shouldLeaveNothingTwiceAndLoseNothing(boolean isAfter) {
        for (var call = 1; call < MAX_CALLS; call++) {
            imports = new InMemoryImports();
            products = new InMemoryProducts();
            var id = started(ImportFormat.JSONL, jsonLines());
            imports.killAt(call, isAfter);
            drain();
            var wasKilled = imports.wasKilled();
            imports.live();
            assertComplete(id);
            if (!wasKilled) {
                assertThat(call).isGreaterThan(15);
                return;
            }
        }
        throw new AssertionError("The import makes more than " + MAX_CALLS + " calls");
    }

    @Test
    void aFileThatIsUploadedAgain_shouldFailTheImport() {
        var id = started(ImportFormat.JSONL, jsonLines());
        run().next(id);
        imports.put(id, jsonLines().replace("Thing", "Other"));
        drain();
        var job = imports.find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(ImportJob.State.FAILED);
        assertThat(job.faults()).singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("was uploaded again, or has expired"));
        assertThat(job.imported()).isPositive();
    }

    @Test
    void aFileWithoutRows_shouldFailTheImport() {
        var id = started(ImportFormat.JSONL, "\n\n");
        drain();
        assertThat(imports.find(id).orElseThrow().faults()).singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("file"));
    }

    @Test
    void aProductThatComesAgain_shouldReplaceTheOneBefore() {
        var id = started(ImportFormat.JSONL, line("a", "First") + line("a", "Second"));
        drain();
        assertThat(imports.results(id)).noneMatch(RowResult::isFailed);
        assertThat(products.all()).singleElement()
                .satisfies(entry -> assertThat(entry.product().title()).isEqualTo("Second"));
    }

    @Test
    void aSkuOfAnotherProduct_shouldFailOnlyItsRow() {
        var id = started(ImportFormat.JSONL,
                line("a", "First") + line("b", "Second").replace("\"SKU-b\"", "\"SKU-a\"") + line("c", "Third"));
        drain();
        assertThat(imports.results(id)).filteredOn(RowResult::isFailed).singleElement().satisfies(result -> {
            assertThat(result.row()).isEqualTo(2);
            assertThat(result.problem()).containsEntry("type", "urn:stampede:problem:sku-taken");
        });
        assertThat(products.all()).hasSize(2);
    }

    @Test
    void aCsvFile_shouldKeepProductsTogetherAcrossChunks() {
        var rows = new StringBuilder("productId,title,category,sku,price,option:size\n");
        for (var product = 0; product < 40; product++) {
            for (var size = 0; size < 3; size++) {
                rows.append("p%d,Thing %d,things,P%d-%d,%d,%d\n".formatted(product, product, product, size, 100, size));
            }
        }
        var id = started(ImportFormat.CSV, rows.toString());
        drain();
        assertThat(imports.find(id).orElseThrow().chunks()).isGreaterThan(2);
        assertThat(imports.results(id)).hasSize(120).noneMatch(RowResult::isFailed);
        assertThat(products.all()).hasSize(40).allSatisfy(entry -> assertThat(entry.product().variants()).hasSize(3));
    }

    private ImportId started(ImportFormat format, String content) {
        var id = ImportId.random();
        imports.put(id, content);
        var uploaded = imports.uploaded(id).orElseThrow();
        imports.create(ImportJob.created(id, format, uploaded.size(), clock.instant(), "owner")
                .started(uploaded.etag(), clock.instant()));
        imports.messages.add(new ImportQueue.Chunk(id));
        return id;
    }

    private ImportRun run() {
        return new ImportRun(imports, imports, imports, new ProductFields("EUR"),
                new ProductImport(new Catalog(products, clock, TestEnvironment.BACKOFF)), clock, CHUNK_ROWS);
    }

    /** Delivers messages as a queue does: a message that was not handled comes again later. */
    private void drain() {
        while (!imports.messages.isEmpty()) {
            var message = imports.messages.peek();
            if (isKilled(message.importId()) || isBusy) {
                clock.advance(Duration.ofMinutes(6));
            } else {
                imports.messages.remove(message);
            }
        }
    }

    private boolean isKilled(ImportId id) {
        try {
            isBusy = run().next(id) instanceof Turn.Busy;
            return false;
        } catch (Killed killed) {
            return true;
        }
    }

    /** Each row has one result, each good row its product once, and the counts agree. */
    private void assertComplete(ImportId id) {
        var job = imports.find(id).orElseThrow();
        var results = imports.results(id);
        assertThat(job.state()).isEqualTo(ImportJob.State.COMPLETED);
        assertThat(results).extracting(RowResult::row)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
        var failed = results.stream().filter(RowResult::isFailed).toList();
        assertThat(failed).extracting(RowResult::row)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).filter(row -> row % 10 == 0).boxed().toList());
        assertThat(failed).allSatisfy(result -> assertThat(result.problem()).extractingByKey("errors").asString()
                .contains("variants[0].price"));
        assertThat(job.failed()).isEqualTo(failed.size());
        assertThat(job.imported()).isEqualTo(ROWS - failed.size());
        assertThat(products.all()).hasSize(ROWS - failed.size())
                .allSatisfy(entry -> assertThat(entry.updatedBy()).isEqualTo("owner"));
        assertThat(products.all().stream().collect(
                Collectors.toMap(entry -> entry.product().id().value(), entry -> entry.product().title())))
                        .isEqualTo(IntStream.rangeClosed(1, ROWS).filter(row -> row % 10 != 0).boxed()
                                .collect(Collectors.toMap(row -> "p" + row, row -> "Thing " + row)));
    }

    private static String jsonLines() {
        return IntStream.rangeClosed(1, ROWS).mapToObj(row -> row % 10 == 0
                ? line("p" + row, "Thing " + row).replace("\"price\": 100", "\"price\": -1")
                : line("p" + row, "Thing " + row)).collect(Collectors.joining());
    }

    private static String line(String id, String title) {
        return """
                {"productId": "%s", "title": "%s", "category": "things", "variants": [{"sku": "SKU-%s", "price": 100}]}
                """.formatted(id, title, id);
    }
}

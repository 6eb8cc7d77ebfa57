package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store ends in the middle of an import: after it is started again, each good row is there once, and no row is lost. */
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "about a store in a process of its own")
@DisabledIfSystemProperty(named = "emulator", matches = ".+", disabledReason = "an emulator keeps its own data")
@Execution(ExecutionMode.CONCURRENT)
class KilledImportIT {

    private static final int ROWS = Integer.getInteger("rows", 3_000);
    private static final Duration END = Duration.ofMinutes(10);

    @TempDir
    private Path data;

    @Test
    void aStoreKilledInTheMiddle_shouldFinishTheImportOnce() throws Exception {
        ImportFile file;
        var prefix = TestShop.unique("killed");
        int before;
        try (var first = StoreProcess.start(data)) {
            file = ImportFile.uploaded(new TestShop(first.store()).admin(), "jsonl",
                    ImportFile.jsonLines(prefix, ROWS));
            file.start().expect(202);
            var running = file;
            await("first half").atMost(END).pollInterval(Duration.ofMillis(20))
                    .until(() -> running.state().path("rows").asInt() >= ROWS / 3);
            before = file.state().path("rows").asInt();
            first.kill();
        }
        assertThat(before).isLessThan(ROWS);
        try (var second = StoreProcess.start(data)) {
            var shop = new TestShop(second.store());
            var resumed = file.with(shop.admin());
            // The worker that was killed has its lease for as long as it could have gone on.
            await("lease").atMost(END).pollInterval(Duration.ofSeconds(2)).until(() -> {
                resumed.start();
                return resumed.state().path("rows").asInt() > before || resumed.hasEnded();
            });
            var resumedAt = Instant.now();
            await("end").atMost(END).pollInterval(Duration.ofMillis(50)).until(resumed::hasEnded);
            var took = Duration.between(resumedAt, Instant.now());
            System.out.printf("%d of %d rows after the restart in %d ms%n", ROWS - before, ROWS, took.toMillis());
            requireComplete(shop, resumed, prefix);
        }
    }

    private static void requireComplete(TestShop shop, ImportFile file, String prefix) {
        var results = file.results("all");
        assertThat(results).extracting(result -> result.path("row").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
        var failed = results.stream().filter(result -> result.path("status").asText().equals("failed")).toList();
        assertThat(failed).extracting(result -> result.path("row").asInt()).containsExactlyElementsOf(
                IntStream.rangeClosed(1, ROWS).filter(ImportFile::isBad).boxed().toList());
        var state = file.state();
        assertThat(state.path("status").asText()).isEqualTo("completed");
        assertThat(state.path("failed").asInt()).isEqualTo(failed.size());
        assertThat(state.path("imported").asInt()).isEqualTo(ROWS - failed.size());
        assertThat(products(shop.admin(), prefix)).isEqualTo(ROWS - failed.size());
    }

    /** The products of the catalog, each once. */
    private static long products(Client admin, String prefix) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            JsonNode page = admin.get("/v1/admin/products?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200).json();
            page.path("products").forEach(product -> ids.add(product.path("productId").asText()));
            cursor = page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(ids).doesNotHaveDuplicates();
        return ids.stream().filter(id -> id.startsWith(prefix)).count();
    }
}

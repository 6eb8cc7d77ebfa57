package dev.stampede.inventory.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.verification.Checkpoint;
import dev.stampede.inventory.verification.Progress;
import dev.stampede.inventory.verification.ProgressStore.Saved;
import dev.stampede.inventory.verification.Recount;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoDbProgressStoreTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @ParameterizedTest
    @ValueSource(ints = {100, 300 * 1024})
    void save_anySize_shouldBeReadAsItWasSaved(int partBytes) {
        var store = store(1, partBytes);

        assertThat(store.read()).isEqualTo(new Saved(Optional.empty(), 0));
        assertThat(store.save(progress(1), 0)).isTrue();
        assertThat(store.read()).isEqualTo(new Saved(Optional.of(progress(1)), 1));
        assertThat(store.save(progress(40), 1)).isTrue();
        assertThat(store.read()).isEqualTo(new Saved(Optional.of(progress(40)), 2));
    }

    @Test
    void save_replacedMeanwhile_shouldBeFalseAndMixNothing() {
        var one = store(1, 100);
        var other = store(2, 100);

        assertThat(one.save(progress(20), 0)).isTrue();
        assertThat(other.save(progress(21), 0)).isFalse();
        assertThat(one.save(progress(22), 1)).isTrue();
        assertThat(other.save(progress(23), 1)).isFalse();
        assertThat(other.read()).isEqualTo(new Saved(Optional.of(progress(22)), 2));
    }

    @Test
    void read_partIsLost_shouldBeEmptyAndReplaceable() {
        var store = store(1, 100);
        store.save(progress(40), 0);
        var part = database.items("InventoryTable").stream()
                .filter(item -> item.containsKey("expiresAt")).findFirst().orElseThrow();
        assertThat(Long.parseLong(part.get("expiresAt").n()))
                .isEqualTo(Orders.NOW.plus(Duration.ofDays(30)).getEpochSecond());
        database.client().deleteItem(delete -> delete.tableName("InventoryTable")
                .key(Map.of("pk", part.get("pk"))));

        assertThat(store.read()).isEqualTo(new Saved(Optional.empty(), 1));
        assertThat(store.save(progress(1), 1)).isTrue();
        assertThat(store.read()).isEqualTo(new Saved(Optional.of(progress(1)), 2));
    }

    private static DynamoDbProgressStore store(long seed, int partBytes) {
        return new DynamoDbProgressStore(database.client(), "InventoryTable", database.backoff, new Random(seed),
                TestEnvironment.CLOCK, partBytes);
    }

    private static Progress progress(int skus) {
        var units = IntStream.range(0, skus).boxed()
                .collect(Collectors.toMap(number -> new Sku("SKU-" + number), number -> number * 7919L - 5));
        return new Progress(
                new Checkpoint(Orders.NOW, units, Set.of(Orders.id("1"), Orders.id("2"))),
                skus % 2 == 0
                        ? Optional.of(new Recount(Orders.NOW, units, Orders.NOW.minusSeconds(1), Map.of(), Set.of()))
                        : Optional.empty(),
                Instant.EPOCH.plusMillis(skus));
    }
}

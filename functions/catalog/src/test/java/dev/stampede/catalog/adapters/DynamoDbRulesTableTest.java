package dev.stampede.catalog.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.adapters.DynamoDbCodeUses;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbRulesTableTest {

    private static final String TABLE = "CatalogTable";

    private static LocalDynamoDb database;

    private final DynamoDbRulesTable rules = new DynamoDbRulesTable(
            database.client(), TABLE, new Backoff(_ -> {}, new Random(1)));

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
    void find_shouldReturnWhatWasWritten() {
        assertThat(rules.find()).isEmpty();
        assertThat(rules.write(version(1, 490), Map.of())).isTrue();
        assertThat(rules.find()).contains(version(1, 490));
        assertThat(rules.write(version(2, 700), Map.of())).isTrue();
        assertThat(rules.find()).contains(version(2, 700));
    }

    @Test
    void write_ofAVersionThatIsNotTheNext_shouldChangeNothing() {
        rules.write(version(1, 490), Map.of());

        assertThat(rules.write(version(1, 700), Map.of())).isFalse();
        assertThat(rules.write(version(3, 700), Map.of())).isFalse();
        assertThat(rules.find()).contains(version(1, 490));
    }

    @Test
    void write_byManyAtOnce_shouldSucceedForOne() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes = IntStream.range(0, 8)
                    .<Callable<Boolean>> mapToObj(price -> () -> rules.write(version(1, price), Map.of()))
                    .toList();
            var written = threads.invokeAll(writes).stream().filter(write -> write.resultNow()).count();

            assertThat(written).isEqualTo(1);
        }
    }

    @Test
    void write_ofLimitedCodes_shouldRecordTheirUsesTogetherWithTheRules() {
        assertThat(rules.uses(List.of("A", "B"))).isEmpty();
        assertThat(rules.write(limited(1, 100, 5), Map.of())).isTrue();
        assertThat(rules.uses(List.of("A", "B", "C"))).isEqualTo(Map.of("A", 100, "B", 5));
        assertThat(new DynamoDbCodeUses(database.client(), TABLE, new Backoff(_ -> {}, new Random(1)))
                .usedUp(Set.of("A", "C"))).containsExactlyInAnyOrder("A", "C");

        assertThat(rules.write(limited(2, 150, 5), Map.of("A", 100, "B", 5))).isTrue();
        assertThat(rules.uses(List.of("A", "B"))).isEqualTo(Map.of("A", 150, "B", 5));
        // The item of B has not changed: it would be another event.
        assertThat(rules.write(version(3, 490), Map.of())).isTrue();
        assertThat(rules.uses(List.of("A", "B"))).isEqualTo(Map.of("A", 150, "B", 5));
    }

    @Test
    void write_withOtherUsesThanThereAre_shouldChangeNothing() {
        rules.write(limited(1, 100, 5), Map.of());

        assertThat(rules.write(limited(2, 150, 5), Map.of("B", 5))).isFalse();
        assertThat(rules.write(limited(2, 150, 5), Map.of("A", 90, "B", 5))).isFalse();
        assertThat(rules.find()).contains(limited(1, 100, 5));
        assertThat(rules.uses(List.of("A", "B"))).isEqualTo(Map.of("A", 100, "B", 5));
    }

    private static RulesEntry limited(long version, int usesOfA, int usesOfB) {
        var entry = version(version, 490);
        return new RulesEntry(
                entry.rules()
                        .with(List.of(SampleRules.limitedCode("A", usesOfA), SampleRules.limitedCode("B", usesOfB))),
                entry.updatedAt(), entry.updatedBy());
    }

    private static RulesEntry version(long version, long shipping) {
        return new RulesEntry(
                SampleRules.rules(version, true, shipping), TestEnvironment.CLOCK.instant(), "shopkeeper");
    }
}

package dev.stampede.catalog.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.contracts.testing.SampleRules;

import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
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

    private final DynamoDbRulesTable rules = new DynamoDbRulesTable(database.client(), TABLE);

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
        assertThat(rules.write(version(1, 490))).isTrue();
        assertThat(rules.find()).contains(version(1, 490));
        assertThat(rules.write(version(2, 700))).isTrue();
        assertThat(rules.find()).contains(version(2, 700));
    }

    @Test
    void write_ofAVersionThatIsNotTheNext_shouldChangeNothing() {
        rules.write(version(1, 490));

        assertThat(rules.write(version(1, 700))).isFalse();
        assertThat(rules.write(version(3, 700))).isFalse();
        assertThat(rules.find()).contains(version(1, 490));
    }

    @Test
    void write_byManyAtOnce_shouldSucceedForOne() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes = IntStream.range(0, 8)
                    .<Callable<Boolean>> mapToObj(price -> () -> rules.write(version(1, price)))
                    .toList();
            var written = threads.invokeAll(writes).stream().filter(write -> write.resultNow()).count();

            assertThat(written).isEqualTo(1);
        }
    }

    private static RulesEntry version(long version, long shipping) {
        return new RulesEntry(
                SampleRules.rules(version, true, shipping), TestEnvironment.CLOCK.instant(), "shopkeeper");
    }
}

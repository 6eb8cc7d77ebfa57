package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbUnpaidMailLimitTest {

    private static final String ADDRESS = "buyer@example.com";

    private static LocalDynamoDb database;

    private final AdjustableClock clock = new AdjustableClock();
    private final DynamoDbUnpaidMailLimit mails = new DynamoDbUnpaidMailLimit(
            database.client(), "EmailsTable", new KeyedHash("test"), clock);

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start("EmailsTable");
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("EmailsTable");
    }

    @Test
    void count_asManyAsThereMayBe_shouldRefuseTheNext() {
        fill();

        assertThat(mails.count(ADDRESS, "one-more")).isFalse();
        assertThat(mails.count("other@example.com", "one-more")).isTrue();
    }

    @Test
    void count_sameMailTwice_shouldCountOnce() {
        fill();

        assertThat(mails.count(ADDRESS, "event-0")).isTrue();
        assertThat(mails.count(ADDRESS, "one-more")).isFalse();
    }

    @Test
    void count_anHourLater_shouldBeginAnew() {
        fill();
        clock.advance(Duration.ofHours(1));

        assertThat(mails.count(ADDRESS, "one-more")).isTrue();
    }

    @Test
    void count_manyAtOnce_shouldNotExceedTheLimit() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counted = IntStream.range(0, 3 * DynamoDbUnpaidMailLimit.MAX_AN_HOUR)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> mails.count(ADDRESS, "event-" + n), threads))
                    .toList();

            assertThat(counted.stream().filter(CompletableFuture::join)).hasSize(DynamoDbUnpaidMailLimit.MAX_AN_HOUR);
        }
    }

    @Test
    void count_shouldStoreNoAddress() {
        mails.count(ADDRESS, "event");

        assertThat(database.client().scan(scan -> scan.tableName("EmailsTable")).items().toString())
                .contains(new KeyedHash("test").of(ADDRESS))
                .doesNotContain("buyer");
    }

    private void fill() {
        for (var number = 0; number < DynamoDbUnpaidMailLimit.MAX_AN_HOUR; number++) {
            assertThat(mails.count(ADDRESS, "event-" + number)).isTrue();
        }
    }
}

package dev.stampede.runtime.limits.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class DynamoDbTokenCountsTest {

    private static final String TABLE = "LimitsTable";
    private static final long START = 1_780_315_200;

    private static LocalDynamoDb database;

    private final DynamoDbTokenCounts counts = new DynamoDbTokenCounts(database::client, TABLE);

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
    void add_shouldGiveTheSum() {
        assertThat(counts.add("caller#a", START, START + 60, 20)).hasValue(20);
        assertThat(counts.add("caller#a", START, START + 60, 15)).hasValue(35);
        assertThat(counts.add("caller#b", START, START + 60, 1)).hasValue(1);
        assertThat(counts.add("caller#a", START + 60, START + 120, 2)).hasValue(2);
    }

    @Test
    void add_shouldHaveTheItemExpireWithTheWindow() {
        counts.add("caller#a", START, START + 60, 20);

        var item = database.client()
                .getItem(get -> get.tableName(TABLE).key(
                        Map.of("pk", AttributeValue.fromS("rate#caller#a#" + START))))
                .item();
        assertThat(item).containsEntry("expiresAt", AttributeValue.fromN(Long.toString(START + 60)))
                .containsEntry("used", AttributeValue.fromN("20"))
                .hasSize(3);
    }

    static Stream<SdkException> outages() {
        return Stream.of(
                SdkClientException.create("connection refused"),
                ProvisionedThroughputExceededException.builder().message("slow down").statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException").build())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("outages")
    void add_toATableOutOfReach_shouldBeUnknown(SdkException outage) {
        var away = new DynamoDbTokenCounts(() -> {
            throw outage;
        }, TABLE);

        assertThat(away.add("caller#a", START, START + 60, 1)).isEmpty();
    }

    @Test
    void add_toATableThatIsMissing_shouldBeUnknown() {
        assertThat(new DynamoDbTokenCounts(database::client, "NoTable").add("caller#a", START, START + 60, 1))
                .isEmpty();
    }

    /** The limiter's bound, on the real conditions of the database. */
    @Test
    void manyEnvironmentsOnOneTable_shouldKeepTheBound() throws Exception {
        var policy = RateLimitPolicy.of("caller", 100, Duration.ofMinutes(1));
        var environments = IntStream.range(0, 8).mapToObj(number -> limiter(policy, database.client())).toList();
        var requests = IntStream.range(0, 1_000)
                .<Callable<Boolean>> mapToObj(number -> () -> environments.get(number % 8).take("ada").isAllowed())
                .toList();

        long granted;
        try (var threads = Executors.newFixedThreadPool(16)) {
            granted = threads.invokeAll(requests).stream().filter(answer -> answer.resultNow()).count();
        }

        assertThat(granted).isBetween(100L, 100L + 8 * policy.freeTokens());
        assertThat(database.client().scan(scan -> scan.tableName(TABLE)).items()).hasSize(1);
    }

    private static RateLimiter limiter(RateLimitPolicy policy, DynamoDbClient client) {
        return new RateLimiter(policy, new DynamoDbTokenCounts(() -> client, TABLE), new KeyedHash("test"),
                TestEnvironment.CLOCK, new RecordedMetrics(), 100);
    }
}

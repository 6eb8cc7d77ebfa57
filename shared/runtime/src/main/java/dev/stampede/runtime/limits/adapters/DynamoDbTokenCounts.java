package dev.stampede.runtime.limits.adapters;

import dev.stampede.runtime.limits.TokenCounts;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Items of the limits table, one for each policy, caller and window: {@code pk} is {@code rate#}, the key, {@code #} and the
 * window's start; {@code used} is the sum; {@code expiresAt} (seconds) is the window's end. An addition is one write unit.
 */
public final class DynamoDbTokenCounts implements TokenCounts {

    /** A request must not wait long for what only counts it. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbTokenCounts.class);

    private final Supplier<DynamoDbClient> dynamoDb;
    private final String table;

    /** @param dynamoDb asked when something is counted, which most execution environments never do */
    public DynamoDbTokenCounts(Supplier<DynamoDbClient> dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** An answer that is lost, or late, leaves the tokens counted: the caller is then granted fewer. */
    @Override
    public OptionalLong add(String key, long windowStart, long windowEnd, int tokens) {
        try {
            var updated = dynamoDb.get().updateItem(update -> update
                    .tableName(table)
                    .key(Map.of("pk", AttributeValue.fromS("rate#" + key + "#" + windowStart)))
                    .updateExpression("ADD #used :tokens SET #expiresAt = :end")
                    .expressionAttributeNames(Map.of("#used", "used", "#expiresAt", "expiresAt"))
                    .expressionAttributeValues(Map.of(":tokens", number(tokens), ":end", number(windowEnd)))
                    .returnValues(ReturnValue.UPDATED_NEW)
                    .overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT)));
            return OptionalLong.of(Long.parseLong(updated.attributes().get("used").n()));
        } catch (SdkException failure) {
            // Nor does a missing table or permission close the shop; the metric's alarm reports it.
            LOG.warn("Rate limits cannot be counted; the caller passes: {}", failure.toString());
            return OptionalLong.empty();
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

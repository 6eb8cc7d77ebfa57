package dev.stampede.runtime.aws;

import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Sends transactions and reports why they are cancelled. A transaction whose response is lost is sent again with the
 * same client request token, so that it is applied once and its outcome becomes known. Thread-safe.
 */
public final class Transactions {

    private static final int MAX_TRIES = 3;

    private final DynamoDbClient dynamoDb;
    private final Backoff backoff;

    public Transactions(DynamoDbClient dynamoDb, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.backoff = backoff;
    }

    /** The outcome of a valid transaction. */
    public sealed interface Outcome {

        record Done() implements Outcome {}

        /** Nothing was written. @param reasons one per item, in order */
        record Cancelled(List<Reason> reasons) implements Outcome {

            /** The indexes of the items with that reason. */
            public List<Integer> indexes(Reason reason) {
                return IntStream.range(0, reasons.size())
                        .filter(index -> reasons.get(index) == reason)
                        .boxed()
                        .toList();
            }
        }

        /** The outcome is unknown. */
        record Unclear(RuntimeException cause) implements Outcome {}
    }

    /** Why an item cancelled its transaction: the relevant codes of {@code CancellationReason}. */
    public enum Reason {
        NONE,
        CONDITION,
        CONFLICT,
        THROTTLED,
        INVALID;

        /** The reasons of a cancelled transaction, one per item, in order. */
        public static List<Reason> of(TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream().map(reason -> of(reason.code())).toList();
        }

        /** Whether the transaction lost to another writer: one that was faster, or one that is still writing. */
        public static boolean isLostToAnotherWriter(TransactionCanceledException cancelled) {
            var reasons = of(cancelled);
            return reasons.contains(CONDITION) || reasons.contains(CONFLICT);
        }

        private static Reason of(@Nullable String code) {
            return switch (code) {
                case null -> NONE;
                case "None" -> NONE;
                case "ConditionalCheckFailed" -> CONDITION;
                case "TransactionConflict" -> CONFLICT;
                case "ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded" -> THROTTLED;
                default -> INVALID;
            };
        }

        /** Whether a retry of the transaction may succeed, as far as this item is concerned. */
        boolean isPassing() {
            return this == NONE || this == CONFLICT || this == THROTTLED;
        }
    }

    /** @throws DynamoDbException if the transaction is invalid */
    public Outcome send(List<TransactWriteItem> items) {
        var request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        return backoff.retry(MAX_TRIES, tries -> attempt(request, tries)).orElseThrow();
    }

    private Optional<Outcome> attempt(TransactWriteItemsRequest request, int tries) {
        try {
            dynamoDb.transactWriteItems(request);
            return Optional.of(new Outcome.Done());
        } catch (TransactionCanceledException cancelled) {
            return Optional.of(cancelled(cancelled));
        } catch (AbortedException interrupted) {
            throw interrupted;
        } catch (SdkException e) {
            if (!isWorthAnotherTry(e)) {
                throw e;
            }
            return tries == MAX_TRIES ? Optional.of(new Outcome.Unclear(e)) : Optional.empty();
        }
    }

    private static Outcome cancelled(TransactionCanceledException cancelled) {
        var reasons = Reason.of(cancelled);
        if (reasons.contains(Reason.INVALID)) {
            throw cancelled;
        }
        return new Outcome.Cancelled(reasons);
    }

    private static boolean isWorthAnotherTry(SdkException e) {
        return switch (e) {
            case TransactionInProgressException inProgress -> true;
            case DynamoDbException service -> service.isThrottlingException() || service.statusCode() >= 500;
            case SdkClientException lost -> true;
            default -> false;
        };
    }

    public static TransactWriteItem put(String table, Map<String, AttributeValue> item, String condition) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).conditionExpression(condition).build())
                .build();
    }

    public static TransactWriteItem update(
            String table,
            Map<String, AttributeValue> key,
            String change,
            String condition,
            Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    public static TransactWriteItem delete(
            String table, Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    public static TransactWriteItem check(
            String table, Map<String, AttributeValue> key, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(table)
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }
}

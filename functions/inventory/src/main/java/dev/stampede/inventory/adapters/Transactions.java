package dev.stampede.inventory.adapters;

import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
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
 * Sends transactions. One whose answer is lost is sent again under the same client request token, so that it is carried
 * out once and its true outcome becomes known.
 */
final class Transactions {

    private static final int MAX_TRIES = 3;

    private final DynamoDbClient dynamoDb;
    private final Backoff backoff;

    Transactions(DynamoDbClient dynamoDb, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.backoff = backoff;
    }

    /** What became of a transaction that the database accepted for what it is. */
    sealed interface Outcome {

        record Done() implements Outcome {}

        /** Nothing was written. @param reasons one for each item, in order */
        record Cancelled(List<Reason> reasons) implements Outcome {

            /** The places, in the transaction, of the items with that reason. */
            List<Integer> places(Reason reason) {
                return IntStream.range(0, reasons.size())
                        .filter(place -> reasons.get(place) == reason)
                        .boxed()
                        .toList();
            }
        }

        /** No answer, or none that says anything. */
        record Unclear(RuntimeException cause) implements Outcome {}
    }

    /** Why an item cancelled its transaction: the codes of {@code CancellationReason}, as far as they differ here. */
    enum Reason {
        NONE,
        CONDITION,
        CONFLICT,
        THROTTLED,
        INVALID
    }

    /** @throws DynamoDbException if the database refuses the transaction as such */
    Outcome send(List<TransactWriteItem> items) {
        var request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        for (var tries = 1;; tries++) {
            try {
                dynamoDb.transactWriteItems(request);
                return new Outcome.Done();
            } catch (TransactionCanceledException cancelled) {
                return cancelled(cancelled);
            } catch (AbortedException interrupted) {
                throw interrupted;
            } catch (SdkException e) {
                if (!isWorthAnotherTry(e)) {
                    throw e;
                }
                if (tries == MAX_TRIES) {
                    return new Outcome.Unclear(e);
                }
            }
            backoff.after(tries);
        }
    }

    private static Outcome cancelled(TransactionCanceledException cancelled) {
        var reasons = cancelled.cancellationReasons().stream().map(reason -> reason(reason.code())).toList();
        if (reasons.contains(Reason.INVALID)) {
            throw cancelled;
        }
        return new Outcome.Cancelled(reasons);
    }

    private static Reason reason(@Nullable String code) {
        return switch (code) {
            case null -> Reason.NONE;
            case "None" -> Reason.NONE;
            case "ConditionalCheckFailed" -> Reason.CONDITION;
            case "TransactionConflict" -> Reason.CONFLICT;
            case "ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded" -> Reason.THROTTLED;
            default -> Reason.INVALID;
        };
    }

    static boolean isWorthAnotherTry(SdkException e) {
        return switch (e) {
            case TransactionInProgressException inProgress -> true;
            case DynamoDbException service -> service.isThrottlingException() || service.statusCode() >= 500;
            case SdkClientException lost -> true;
            default -> false;
        };
    }

    static TransactWriteItem put(String table, Map<String, AttributeValue> item, String condition) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).conditionExpression(condition).build())
                .build();
    }

    static TransactWriteItem update(
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

    static TransactWriteItem delete(
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

    static TransactWriteItem check(
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

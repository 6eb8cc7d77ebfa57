package dev.stampede.local.lab.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Describes a call by its operation and the sorted keys of its items or bodies of its messages. The description does
 * not depend on the clock or on the order of entries. Thread-safe.
 */
public final class Call {

    /** The parts of an event that differ between runs: the sequence number at the end of its ID, and its time. */
    private static final Pattern OF_THE_RUN = Pattern.compile("(?<=/)[0-9]{9,}(?=\")|\"time\":\"[^\"]*\"");

    private final DynamoDbClient dynamoDb;
    private final Map<String, List<String>> keys = new ConcurrentHashMap<>();

    /** @param dynamoDb reads the key schema of each table once */
    public Call(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    public String text(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> "GetItem " + item(get.tableName(), get.key());
            case PutItemRequest put -> "PutItem " + item(put.tableName(), put.item());
            case UpdateItemRequest update -> "UpdateItem " + item(update.tableName(), update.key());
            case DeleteItemRequest delete -> "DeleteItem " + item(delete.tableName(), delete.key());
            case QueryRequest query -> "Query " + query.tableName() + " " + query.indexName() + " "
                    + sorted(query.expressionAttributeValues().values().stream().map(Call::value));
            case BatchGetItemRequest batch -> "BatchGetItem " + sorted(batch.requestItems().entrySet().stream()
                    .flatMap(table -> table.getValue().keys().stream().map(key -> item(table.getKey(), key))));
            case TransactGetItemsRequest transaction ->
                    "TransactGetItems " + sorted(transaction.transactItems().stream()
                            .map(item -> item(item.get().tableName(), item.get().key())));
            case TransactWriteItemsRequest transaction ->
                    "TransactWriteItems " + sorted(transaction.transactItems().stream().map(this::write));
            case PublishBatchRequest batch ->
                    "PublishBatch " + hashes(batch.publishBatchRequestEntries().stream().map(entry -> entry.message()));
            case SendMessageBatchRequest batch ->
                    "SendMessageBatch " + hashes(batch.entries().stream().map(entry -> entry.messageBody()));
            // What is parked of a stream has the stream's own numbers and times in it.
            case SendMessageRequest message -> "SendMessage " + message.queueUrl();
            case SendEmailRequest mail ->
                    "SendEmail " + mail.destination().toAddresses() + mail.message().subject().data();
            case SendRawEmailRequest mail ->
                    "SendRawEmail " + mail.destinations() + hashes(Stream.of(mail.rawMessage().data().asUtf8String()));
            default -> request.getClass().getSimpleName() + " " + request;
        };
    }

    private String write(TransactWriteItem item) {
        if (item.put() != null) {
            return item(item.put().tableName(), item.put().item());
        } else if (item.update() != null) {
            return item(item.update().tableName(), item.update().key());
        } else if (item.delete() != null) {
            return item(item.delete().tableName(), item.delete().key());
        }
        return item(item.conditionCheck().tableName(), item.conditionCheck().key());
    }

    private String item(String table, Map<String, AttributeValue> item) {
        return keysOf(table).stream().map(key -> value(item.get(key)))
                .collect(Collectors.joining("/", table + "/", ""));
    }

    private List<String> keysOf(String table) {
        var known = keys.get(table);
        return known != null ? known
                : keys.computeIfAbsent(table, unknown -> dynamoDb.describeTable(it -> it.tableName(unknown)).table()
                        .keySchema().stream().map(KeySchemaElement::attributeName).toList());
    }

    private static String value(AttributeValue value) {
        return value.s() != null ? value.s() : value.n() != null ? value.n() : value.toString();
    }

    private static Collection<String> sorted(Stream<String> texts) {
        return texts.sorted().toList();
    }

    /** Hashes of messages, without sequence numbers and times. */
    private static Collection<String> hashes(Stream<String> texts) {
        return sorted(texts.map(text -> Long.toHexString(Chance.hash(0, OF_THE_RUN.matcher(text).replaceAll("")))));
    }
}

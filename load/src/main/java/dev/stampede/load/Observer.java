package dev.stampede.load;

import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.local.lab.capacity.Intercepted;
import dev.stampede.runtime.aws.AwsClients;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Observes the functions' writes: when each fact was recorded, and how stock was written. The time of a fact is the
 * time at which its write returned. The time of {@code OrderPlaced} is its own timestamp, from before the write, so
 * that times measured from it are never too short. Thread-safe.
 */
final class Observer {

    private final Map<String, Map<String, Long>> facts = new ConcurrentHashMap<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder stockTransactions = new LongAdder();
    private final Queue<Integer> groups = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> cancellations = new ConcurrentHashMap<>();
    private final String ordersTable;
    private final String inventoryTable;

    Observer(String ordersTable, String inventoryTable) {
        this.ordersTable = ordersTable;
        this.inventoryTable = inventoryTable;
    }

    /** Discards all observations. */
    void reset() {
        facts.clear();
        written.reset();
        stockTransactions.reset();
        groups.clear();
        cancellations.clear();
    }

    AwsClients around(AwsClients clients) {
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return Intercepted.client(DynamoDbClient.class, clients.dynamoDb(), Observer.this::watch);
            }

            @Override
            public SqsClient sqs() {
                return clients.sqs();
            }

            @Override
            public SnsClient sns() {
                return clients.sns();
            }

            @Override
            public SesClient ses() {
                return clients.ses();
            }

            @Override
            public S3Client s3() {
                return clients.s3();
            }

            @Override
            public S3Presigner s3Presigner() {
                return clients.s3Presigner();
            }
        };
    }

    /** The number of facts written so far. */
    long written() {
        return written.sum();
    }

    /** When this type of fact was recorded, by order, in epoch milliseconds. */
    Map<String, Long> times(String type) {
        return Map.copyOf(facts.getOrDefault(type, Map.of()));
    }

    int count(String type) {
        return facts.getOrDefault(type, Map.of()).size();
    }

    /** The number of attempted transactions that change stock and write facts. */
    long stockTransactions() {
        return stockTransactions.sum();
    }

    /** The number of orders in each successful transaction. */
    List<Integer> groups() {
        return List.copyOf(groups);
    }

    /** The number of canceled stock transactions, by their first cancellation reason. */
    Map<String, Long> cancellations() {
        return cancellations.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    private SdkResponse watch(SdkRequest request, Intercepted.Next next) {
        return switch (request) {
            case PutItemRequest put when put.tableName().equals(ordersTable) -> {
                var response = next.send(put);
                note(put.item());
                yield response;
            }
            case TransactWriteItemsRequest transaction -> transaction(transaction, next);
            default -> next.send(request);
        };
    }

    private SdkResponse transaction(TransactWriteItemsRequest transaction, Intercepted.Next next) {
        var items = transaction.transactItems().stream().map(TransactWriteItem::put)
                .filter(put -> put != null && put.tableName().equals(ordersTable)).map(Put::item).toList();
        var takesStock = !items.isEmpty() && transaction.transactItems().stream()
                .anyMatch(item -> item.update() != null && item.update().tableName().equals(inventoryTable));
        if (takesStock) {
            stockTransactions.increment();
        }
        try {
            var response = next.send(transaction);
            items.forEach(this::note);
            if (takesStock) {
                groups.add(items.size());
            }
            return response;
        } catch (TransactionCanceledException canceled) {
            if (takesStock) {
                cancellations.computeIfAbsent(reason(canceled), _ -> new LongAdder()).increment();
            }
            throw canceled;
        }
    }

    private static String reason(TransactionCanceledException canceled) {
        return canceled.cancellationReasons().stream().map(CancellationReason::code)
                .filter(code -> code != null && !code.equals("None")).findFirst().orElse("unknown");
    }

    private void note(Map<String, AttributeValue> item) {
        var type = item.get(FactItems.TYPE).s();
        var at = type.equals("OrderPlaced") ? Instant.parse(item.get(FactItems.AT).s()).toEpochMilli()
                : System.currentTimeMillis();
        facts.computeIfAbsent(type, _ -> new ConcurrentHashMap<>()).put(item.get(FactItems.ORDER_ID).s(), at);
        written.increment();
    }
}

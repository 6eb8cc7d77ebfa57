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
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Watches the functions write: when each fact was in the log, and how stock was written. The time of a fact is the time
 * at which its write had been answered; that of {@code OrderPlaced} is the one it bears, from before its write, so that
 * no time between the two is too short. Safe for use by many threads.
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

    /** Forgets everything. */
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
        };
    }

    /** How many facts were written: grows as long as something happens. */
    long written() {
        return written.sum();
    }

    /** When that kind of fact came to each order that has one, in milliseconds since 1970. */
    Map<String, Long> times(String type) {
        return Map.copyOf(facts.getOrDefault(type, Map.of()));
    }

    int count(String type) {
        return facts.getOrDefault(type, Map.of()).size();
    }

    /** Transactions that changed stock and wrote facts, carried out or not. */
    long stockTransactions() {
        return stockTransactions.sum();
    }

    /** Orders in each of the transactions that were carried out. */
    List<Integer> groups() {
        return List.copyOf(groups);
    }

    /** Transactions on stock that were cancelled, by the first reason given. */
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
        } catch (TransactionCanceledException cancelled) {
            if (takesStock) {
                cancellations.computeIfAbsent(reason(cancelled), _ -> new LongAdder()).increment();
            }
            throw cancelled;
        }
    }

    private static String reason(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream().map(CancellationReason::code)
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

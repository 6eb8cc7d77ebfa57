package dev.stampede.load;

import dev.stampede.contracts.email.MailRecords;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes paid orders and their stock directly into the tables, as if they had been placed at given times. Each order is for one
 * unit of one of the SKUs, in turn. For use by one thread.
 */
final class SyntheticOrders {

    private static final Money PRICE = new Money(1_990, "EUR");
    private static final Contact CONTACT = new Contact("buyer@example.com", "Bo Buyer",
            new Contact.Address(null, null, "1 Main Street", null, "Springfield", "IL", "12345", "US", null));
    /** Items of a batch write (Amazon DynamoDB API Reference, BatchWriteItem). */
    private static final int BATCH = 25;
    private static final int CHUNK = 1_000;
    private static final int WRITERS = 4;
    private static final int SHIPPED = 3;
    private static final Duration HOLD = Duration.ofMinutes(15);

    private final DynamoDbClient dynamoDb;
    private final int skus;
    private final Backoff backoff = new Backoff(Pause.sleeping(), new Random());
    private int placed;

    SyntheticOrders(DynamoDbClient dynamoDb, int skus) {
        this.dynamoDb = dynamoDb;
        this.skus = skus;
    }

    /** Receives the same number of units of each SKU. */
    void receive(int units, Instant at) {
        var stocks = new DynamoDbStocks(dynamoDb, LocalNames.table("InventoryTable"), backoff);
        var movements = new DynamoDbMovements(dynamoDb, LocalNames.table("InventoryTable"), backoff);
        var adjustments = new Adjustments(stocks, movements, Set::copyOf, backoff);
        for (var number = 0; number < skus; number++) {
            adjustments.apply(new Adjustment("received-" + number, sku(number), units, "bench", "bench", at));
        }
    }

    /**
     * Places orders, evenly over a time, and takes their units from stock.
     *
     * @param mailed whether to record that each customer was notified
     */
    void place(int orders, Instant from, Duration over, boolean mailed) {
        var first = placed;
        for (var done = 0; done < orders; done += CHUNK) {
            var batches = new ArrayList<List<List<RecordedFact>>>();
            for (var start = done; start < Math.min(orders, done + CHUNK); start += BATCH) {
                batches.add(IntStream.range(start, Math.min(Math.min(orders, done + CHUNK), start + BATCH))
                        .mapToObj(number -> log(
                                first + number, from.plus(over.multipliedBy(number).dividedBy(orders))))
                        .toList());
            }
            Parallel.map(batches, WRITERS, batch -> write(batch, mailed));
        }
        placed += orders;
        for (var sku = 0; sku < skus; sku++) {
            take(sku(sku), numbersOf(sku, placed) - numbersOf(sku, first));
        }
    }

    /** How many of the first orders are for a SKU. */
    private int numbersOf(int sku, int orders) {
        return orders / skus + (sku < orders % skus ? 1 : 0);
    }

    /** Ships the first orders. @param placedAt when they were placed, or earlier */
    void ship(int orders, Instant placedAt, Instant at) {
        for (var number = 0; number < orders; number++) {
            var shipped = new RecordedFact(id(number), SHIPPED, at, "", new OrderShipped(null, null, Actor.STORE));
            send(LocalNames.table("OrdersTable"), List.of(put(FactItems.item(shipped, placedAt))));
            send(LocalNames.table("EmailsTable"), List.of(put(mail(shipped))));
        }
    }

    private List<RecordedFact> log(int number, Instant at) {
        var sku = sku(number % skus);
        var line = new OrderLine(sku, new ProductId("product-" + sku), "Bench " + sku, PRICE, 1);
        return List.of(
                new RecordedFact(id(number), 0, at, "", new OrderPlaced(
                        List.of(line), PRICE, null, null, "hash", CONTACT, "tok_approve", null)),
                new RecordedFact(id(number), 1, at.plusMillis(400), "", new StockReserved(
                        List.of(new Allocation(sku, 0, 1)), at.plus(HOLD))),
                new RecordedFact(id(number), 2, at.plusMillis(800), "", new PaymentCaptured(0, PRICE, "charge")));
    }

    private static OrderId id(int number) {
        return OrderKey.ofKey("bench", Integer.toString(number)).orderId();
    }

    private static Sku sku(int number) {
        return new Sku("BENCH-" + number);
    }

    private static Map<String, AttributeValue> mail(RecordedFact fact) {
        return Map.of(MailRecords.KEY, AttributeValue.fromS(MailRecords.key(fact.eventId())),
                MailRecords.STATE, AttributeValue.fromS("SENT"));
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private boolean write(List<List<RecordedFact>> logs, boolean mailed) {
        send(LocalNames.table("OrdersTable"), logs.stream()
                .flatMap(log -> log.stream().map(fact -> put(FactItems.item(fact, log.getFirst().at()))))
                .toList());
        if (mailed) {
            send(LocalNames.table("EmailsTable"), logs.stream().map(log -> put(mail(log.getLast()))).toList());
        }
        return true;
    }

    private void send(String table, List<WriteRequest> writes) {
        for (var start = 0; start < writes.size(); start += BATCH) {
            var left = Map.of(table, writes.subList(start, Math.min(writes.size(), start + BATCH)));
            while (!left.isEmpty()) {
                var rest = left;
                left = dynamoDb.batchWriteItem(batch -> batch.requestItems(rest)).unprocessedItems();
            }
        }
    }

    private void take(Sku sku, int units) {
        dynamoDb.updateItem(update -> update.tableName(LocalNames.table("InventoryTable"))
                .key(Map.of("pk", AttributeValue.fromS("shard#" + sku + "#0")))
                .updateExpression("ADD available :units")
                .expressionAttributeValues(Map.of(":units", AttributeValue.fromN(Integer.toString(-units)))));
    }
}

package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.reservation.Group;
import dev.stampede.inventory.reservation.LogPosition;
import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.inventory.reservation.StockWriter;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A group is one transaction: the summed change of each shard, then the facts. */
public final class DynamoDbStockWriter implements StockWriter {

    private final DynamoDbClient dynamoDb;
    private final String inventoryTable;
    private final DynamoDbOrderLog log;
    private final Transactions transactions;
    private final BatchGet factReads;

    public DynamoDbStockWriter(
            DynamoDbClient dynamoDb, String ordersTable, String inventoryTable, DynamoDbOrderLog log,
            Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.inventoryTable = inventoryTable;
        this.log = log;
        this.transactions = new Transactions(dynamoDb, backoff);
        this.factReads = BatchGet.consistent(dynamoDb, ordersTable, backoff);
    }

    @Override
    public Outcome commit(Group group) {
        var shards = List.copyOf(group.changes().keySet());
        var items = new ArrayList<TransactWriteItem>();
        group.changes().forEach((shard, units) -> items.add(ShardChanges.available(inventoryTable, shard, units)));
        group.bookings().forEach(booking -> items.add(fact(booking)));
        try {
            return switch (transactions.send(items)) {
                case Transactions.Outcome.Done done -> new Outcome.Committed();
                case Transactions.Outcome.Cancelled cancelled -> cancelled(cancelled, shards, group.bookings());
                case Transactions.Outcome.Unclear unclear -> new Outcome.Unclear(unclear.cause());
            };
        } catch (DynamoDbException e) {
            return new Outcome.Refused(e);
        }
    }

    @Override
    public boolean write(StockWrite booking) {
        var put = fact(booking).put();
        try {
            dynamoDb.putItem(request -> request.tableName(put.tableName())
                    .item(put.item())
                    .conditionExpression(put.conditionExpression()));
            return true;
        } catch (ConditionalCheckFailedException placeIsTaken) {
            return false;
        }
    }

    @Override
    public Set<LogPosition> taken(Collection<LogPosition> places) {
        var keys = places.stream()
                .map(place -> Map.of(
                        FactItems.ORDER_ID, AttributeValue.fromS(place.orderId().value()),
                        FactItems.SEQ, AttributeValue.fromN(Integer.toString(place.seq()))))
                .toList();
        return factReads.items(keys, FactItems.ORDER_ID, FactItems.SEQ).stream()
                .map(item -> new LogPosition(
                        new OrderId(item.get(FactItems.ORDER_ID).s()),
                        Integer.parseInt(item.get(FactItems.SEQ).n())))
                .collect(Collectors.toSet());
    }

    private TransactWriteItem fact(StockWrite booking) {
        var place = booking.place();
        return log.write(log.record(place.orderId(), place.seq(), booking.correlationId(), booking.fact()));
    }

    private static Outcome cancelled(
            Transactions.Outcome.Cancelled cancelled, List<ShardId> shards, List<StockWrite> bookings) {
        var hindered = Stream.of(Reason.CONFLICT, Reason.THROTTLED)
                .flatMap(reason -> cancelled.places(reason).stream())
                .toList();
        return new Outcome.Cancelled(
                among(bookings, cancelled.places(Reason.CONDITION), shards.size(), StockWrite::place),
                among(bookings, hindered, shards.size(), StockWrite::place),
                among(shards, cancelled.places(Reason.CONDITION), 0, shard -> shard),
                among(shards, cancelled.places(Reason.CONFLICT), 0, shard -> shard),
                among(shards, cancelled.places(Reason.THROTTLED), 0, shard -> shard));
    }

    /** Those of {@code list}, which begins at {@code first} in the transaction, that stand at one of the places. */
    private static <T, R> Set<R> among(List<T> list, List<Integer> places, int first, Function<T, R> name) {
        return places.stream()
                .map(place -> place - first)
                .filter(index -> index >= 0 && index < list.size())
                .map(list::get)
                .map(name)
                .collect(Collectors.toSet());
    }
}

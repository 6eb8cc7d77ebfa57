package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.reservation.CustomerCount;
import dev.stampede.inventory.reservation.Group;
import dev.stampede.inventory.reservation.LogPosition;
import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.inventory.reservation.StockWriter;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
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

/** Commits a group in one transaction: the total change of each shard, that of each customer's count, then the facts. */
public final class DynamoDbStockWriter implements StockWriter {

    private final DynamoDbClient dynamoDb;
    private final String ordersTable;
    private final String inventoryTable;
    private final DynamoDbOrderLog log;
    private final Transactions transactions;
    private final BatchGet factReads;

    public DynamoDbStockWriter(
            DynamoDbClient dynamoDb, String ordersTable, String inventoryTable, DynamoDbOrderLog log,
            Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.ordersTable = ordersTable;
        this.inventoryTable = inventoryTable;
        this.log = log;
        this.transactions = new Transactions(dynamoDb, backoff);
        this.factReads = BatchGet.consistent(dynamoDb, ordersTable, backoff);
    }

    @Override
    public CommitOutcome commit(Group group) {
        var shards = List.copyOf(group.changes().keySet());
        var counts = List.copyOf(group.counts().keySet());
        var items = new ArrayList<TransactWriteItem>();
        group.changes().forEach((shard, units) -> items.add(ShardChanges.available(inventoryTable, shard, units)));
        group.counts().forEach(
                (count, change) -> items.add(DynamoDbCustomerCounts.change(inventoryTable, count, change)));
        group.writes().forEach(write -> items.add(
                Transactions.put(ordersTable, fact(write), DynamoDbOrderLog.POSITION_IS_FREE)));
        try {
            return switch (transactions.send(items)) {
                case Outcome.Done done -> new CommitOutcome.Committed();
                case Outcome.Cancelled cancelled -> cancelled(cancelled, shards, counts, group.writes());
                case Outcome.Unclear unclear -> new CommitOutcome.Unclear(unclear.cause());
            };
        } catch (DynamoDbException e) {
            return new CommitOutcome.Invalid(e);
        }
    }

    @Override
    public boolean write(StockWrite write) {
        try {
            dynamoDb.putItem(put -> put.tableName(ordersTable)
                    .item(fact(write))
                    .conditionExpression(DynamoDbOrderLog.POSITION_IS_FREE));
            return true;
        } catch (ConditionalCheckFailedException positionTaken) {
            return false;
        }
    }

    @Override
    public Set<LogPosition> taken(Collection<LogPosition> positions) {
        var keys = positions.stream()
                .map(position -> Map.of(
                        FactItems.ORDER_ID, AttributeValue.fromS(position.orderId().value()),
                        FactItems.SEQ, AttributeValue.fromN(Integer.toString(position.seq()))))
                .toList();
        return factReads.items(keys, FactItems.ORDER_ID, FactItems.SEQ).stream()
                .map(item -> new LogPosition(
                        new OrderId(item.get(FactItems.ORDER_ID).s()),
                        Integer.parseInt(item.get(FactItems.SEQ).n())))
                .collect(Collectors.toSet());
    }

    private Map<String, AttributeValue> fact(StockWrite write) {
        var position = write.position();
        return FactItems.item(
                log.record(position.orderId(), position.seq(), write.correlationId(), write.fact()),
                write.placedAt());
    }

    private static CommitOutcome cancelled(
            Outcome.Cancelled cancelled, List<ShardId> shards, List<CustomerCount> counts, List<StockWrite> writes) {
        var facts = shards.size() + counts.size();
        var busy = Stream.of(Reason.CONFLICT, Reason.THROTTLED)
                .flatMap(reason -> cancelled.indexes(reason).stream())
                .toList();
        return new CommitOutcome.Cancelled(
                among(writes, cancelled.indexes(Reason.CONDITION), facts, StockWrite::position),
                among(writes, busy, facts, StockWrite::position),
                among(shards, cancelled.indexes(Reason.CONDITION), 0, shard -> shard),
                among(shards, cancelled.indexes(Reason.CONFLICT), 0, shard -> shard),
                among(shards, cancelled.indexes(Reason.THROTTLED), 0, shard -> shard),
                among(counts, cancelled.indexes(Reason.CONDITION), shards.size(), count -> count),
                among(counts, busy, shards.size(), count -> count));
    }

    /** The elements of {@code list} at these indexes of the transaction, in which the list starts at {@code first}. */
    private static <T, R> Set<R> among(List<T> list, List<Integer> indexes, int first, Function<T, R> name) {
        return indexes.stream()
                .map(index -> index - first)
                .filter(index -> index >= 0 && index < list.size())
                .map(list::get)
                .map(name)
                .collect(Collectors.toSet());
    }
}

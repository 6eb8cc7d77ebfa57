package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.resharding.ShardMoves;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Moves of units, each a transaction with the condition that the move epoch is still the mover's. */
public final class DynamoDbShardMoves implements ShardMoves {

    private static final int MAX_TRIES = 12;
    private static final String IS_MINE = "moveEpoch = :mine";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;
    private final Transactions transactions;

    public DynamoDbShardMoves(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
        this.transactions = new Transactions(dynamoDb, backoff);
    }

    @Override
    public Optional<Lease> begin(Stock stock) {
        var lease = new Lease(stock.sku(), stock.nextMoveEpoch());
        var notes = ", minShards = :minShards, contendedAt = :contendedAt";
        var values = new HashMap<>(Map.of(
                ":minShards", InventoryItems.number(stock.minShards()),
                ":contendedAt", AttributeValue.fromS(stock.contendedAt().toString())));
        if (stock.minShardsBy() != null) {
            notes += ", minShardsBy = :minShardsBy";
            values.put(":minShardsBy", AttributeValue.fromS(stock.minShardsBy()));
        }
        var noted = advance(stock.sku(), stock.moveEpoch(), lease.moveEpoch(), notes, values);
        return noted ? Optional.of(lease) : Optional.empty();
    }

    @Override
    public void end(Lease lease) {
        advance(lease.sku(), lease.moveEpoch(), Stock.epochAfterMove(lease.moveEpoch()), "", Map.of());
    }

    @Override
    public Step grow(Lease lease, int from, int to) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(shardCount(lease, from, to));
        IntStream.range(from, to)
                .mapToObj(shard -> InventoryItems.shard(lease.sku(), new ShardLevel(shard, 0, 0)))
                .forEach(shard -> items.add(Transactions.put(table, shard, InventoryItems.IS_NEW)));
        return send(items);
    }

    @Override
    public Step move(Lease lease, Map<Integer, Long> changes) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(Transactions.check(table, InventoryItems.settingsKey(lease.sku()), IS_MINE, mine(lease)));
        changes.forEach((shard, units) -> items.add(ShardChanges.units(table, lease.sku(), shard, units)));
        return send(items);
    }

    @Override
    public Step removeLast(Lease lease, ShardLevel last, int into) {
        var available = InventoryItems.number(last.available());
        var received = InventoryItems.number(last.received());
        return send(List.of(
                shardCount(lease, last.shard() + 1, last.shard()),
                Transactions.delete(
                        table, InventoryItems.shardKey(lease.sku(), last.shard()),
                        "available = :available AND received = :received",
                        Map.of(":available", available, ":received", received)),
                Transactions.update(
                        table, InventoryItems.shardKey(lease.sku(), into),
                        "ADD available :available, received :received, changes :one", InventoryItems.EXISTS,
                        Map.of(":available", available, ":received", received, ":one", InventoryItems.number(1)))));
    }

    /** The settings come first in every transaction. */
    private Step send(List<TransactWriteItem> items) {
        return switch (transactions.send(items)) {
            case Outcome.Done done -> Step.DONE;
            case Outcome.Cancelled cancelled -> cancelled.reasons().getFirst() == Reason.CONDITION
                    ? Step.LEASE_LOST
                    : Step.CHANGED;
            // The mover reads the shards again before the next step.
            case Outcome.Unclear unclear -> Step.CHANGED;
        };
    }

    private TransactWriteItem shardCount(Lease lease, int from, int to) {
        return Transactions.update(
                table, InventoryItems.settingsKey(lease.sku()), "SET shards = :to", IS_MINE + " AND shards = :from",
                Map.of(
                        ":from", InventoryItems.number(from),
                        ":to", InventoryItems.number(to),
                        ":mine", InventoryItems.number(lease.moveEpoch())));
    }

    private static Map<String, AttributeValue> mine(Lease lease) {
        return Map.of(":mine", InventoryItems.number(lease.moveEpoch()));
    }

    /** Retries while transactions of another mover, which is about to lose its lease, check the settings. */
    private boolean advance(Sku sku, long from, long to, String notes, Map<String, AttributeValue> noted) {
        return backoff.retry(MAX_TRIES, tries -> {
            try {
                return Optional.of(isAdvanced(sku, from, to, notes, noted));
            } catch (TransactionConflictException conflict) {
                if (tries == MAX_TRIES) {
                    throw conflict;
                }
                return Optional.empty();
            }
        }).orElseThrow();
    }

    private boolean isAdvanced(Sku sku, long from, long to, String notes, Map<String, AttributeValue> noted) {
        var values = new HashMap<>(noted);
        values.put(":from", InventoryItems.number(from));
        values.put(":to", InventoryItems.number(to));
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(InventoryItems.settingsKey(sku))
                    .updateExpression("SET moveEpoch = :to" + notes)
                    .conditionExpression(InventoryItems.EXISTS
                            + " AND (moveEpoch = :from OR attribute_not_exists(moveEpoch))")
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException leaseLost) {
            return false;
        }
    }
}

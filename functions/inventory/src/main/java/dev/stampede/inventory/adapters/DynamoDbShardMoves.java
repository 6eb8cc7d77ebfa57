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

/** Moves of units, each a transaction on the condition that the move epoch is still the mover's. */
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
    public Optional<Turn> begin(Stock stock) {
        var turn = new Turn(stock.sku(), stock.nextMoveEpoch());
        var noted = advance(
                stock.sku(), stock.moveEpoch(), turn.moveEpoch(), ", minShards = :minShards, hotAt = :hotAt",
                Map.of(
                        ":minShards", InventoryItems.number(stock.minShards()),
                        ":hotAt", AttributeValue.fromS(stock.hotAt().toString())));
        return noted ? Optional.of(turn) : Optional.empty();
    }

    @Override
    public void end(Turn turn) {
        advance(turn.sku(), turn.moveEpoch(), Stock.epochAfterMove(turn.moveEpoch()), "", Map.of());
    }

    @Override
    public Step grow(Turn turn, int from, int to) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(shardCount(turn, from, to));
        IntStream.range(from, to)
                .mapToObj(shard -> InventoryItems.shard(turn.sku(), new ShardLevel(shard, 0, 0)))
                .forEach(shard -> items.add(Transactions.put(table, shard, InventoryItems.IS_NEW)));
        return send(items);
    }

    @Override
    public Step move(Turn turn, Map<Integer, Long> changes) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(Transactions.check(table, InventoryItems.settingsKey(turn.sku()), IS_MINE, mine(turn)));
        changes.forEach((shard, units) -> items.add(ShardChanges.units(table, turn.sku(), shard, units)));
        return send(items);
    }

    @Override
    public Step removeLast(Turn turn, ShardLevel last, int into) {
        var available = InventoryItems.number(last.available());
        var received = InventoryItems.number(last.received());
        return send(List.of(
                shardCount(turn, last.shard() + 1, last.shard()),
                Transactions.delete(
                        table, InventoryItems.shardKey(turn.sku(), last.shard()),
                        "available = :available AND received = :received",
                        Map.of(":available", available, ":received", received)),
                Transactions.update(
                        table, InventoryItems.shardKey(turn.sku(), into),
                        "ADD available :available, received :received, changes :one", InventoryItems.EXISTS,
                        Map.of(":available", available, ":received", received, ":one", InventoryItems.number(1)))));
    }

    /** The settings come first in every transaction. */
    private Step send(List<TransactWriteItem> items) {
        return switch (transactions.send(items)) {
            case Outcome.Done done -> Step.DONE;
            case Outcome.Cancelled cancelled -> cancelled.reasons().getFirst() == Reason.CONDITION
                    ? Step.OUTRUN
                    : Step.CHANGED;
            // Whoever moves reads the shards again before the next step.
            case Outcome.Unclear unclear -> Step.CHANGED;
        };
    }

    private TransactWriteItem shardCount(Turn turn, int from, int to) {
        return Transactions.update(
                table, InventoryItems.settingsKey(turn.sku()), "SET shards = :to", IS_MINE + " AND shards = :from",
                Map.of(
                        ":from", InventoryItems.number(from),
                        ":to", InventoryItems.number(to),
                        ":mine", InventoryItems.number(turn.moveEpoch())));
    }

    private static Map<String, AttributeValue> mine(Turn turn) {
        return Map.of(":mine", InventoryItems.number(turn.moveEpoch()));
    }

    /** Waits for transactions that look at the settings right now: those of another mover, about to be outrun. */
    private boolean advance(Sku sku, long from, long to, String notes, Map<String, AttributeValue> noted) {
        return backoff.retry(MAX_TRIES, tries -> {
            try {
                return Optional.of(isAdvanced(sku, from, to, notes, noted));
            } catch (TransactionConflictException metAnother) {
                if (tries == MAX_TRIES) {
                    throw metAnother;
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
        } catch (ConditionalCheckFailedException somebodyElsesTurn) {
            return false;
        }
    }
}

package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.inventory.MovementItems;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.Movement;
import dev.stampede.inventory.adjustment.Movements;
import dev.stampede.inventory.adjustment.StockChange;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
import dev.stampede.runtime.time.Backoff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Movements in the inventory table, with the index {@code movementsBySku}. */
public final class DynamoDbMovements implements Movements {

    private static final String EXPIRES_AT = "expiresAt";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Transactions transactions;
    private final BatchGet reads;

    public DynamoDbMovements(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.transactions = new Transactions(dynamoDb, backoff);
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Map<String, Movement> find(Collection<String> adjustmentIds) {
        return reads.items(adjustmentIds.stream().map(DynamoDbMovements::key).toList()).stream()
                .map(DynamoDbMovements::movement)
                .collect(Collectors.toMap(movement -> movement.adjustment().id(), movement -> movement));
    }

    @Override
    public boolean apply(List<StockChange> changes) {
        var items = new ArrayList<TransactWriteItem>();
        for (var change : changes) {
            items.add(Transactions.put(table, item(change.adjustment(), null), InventoryItems.IS_NEW));
            items.addAll(change.isFirst() ? firstShard(change) : shards(change));
        }
        return switch (transactions.send(items)) {
            case Outcome.Done done -> true;
            case Outcome.Cancelled cancelled -> false;
            // The next attempt reads whether the records exist.
            case Outcome.Unclear unclear -> false;
        };
    }

    @Override
    public void refuse(Adjustment adjustment, String refusal) {
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(item(adjustment, refusal))
                    .conditionExpression(InventoryItems.IS_NEW));
        } catch (ConditionalCheckFailedException alreadyRecorded) {
            // An earlier delivery of the same adjustment recorded it.
        }
    }

    @Override
    public void recordRefusal(Adjustment adjustment, String refusal) {
        var item = new HashMap<>(item(adjustment, refusal));
        // An ID can be refused for several SKUs and several times; all refusals are shown.
        item.putAll(InventoryItems.key(
                "refusal#" + adjustment.id() + "#" + adjustment.sku() + "#"
                        + MovementItems.movementBound(adjustment.at())));
        item.put(EXPIRES_AT, InventoryItems.number(adjustment.at().plus(REFUSALS_KEPT).getEpochSecond()));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    @Override
    public List<Movement> latest(Sku sku, int limit) {
        return dynamoDb.query(request -> request.tableName(table)
                .indexName(MovementItems.BY_SKU)
                .keyConditionExpression(MovementItems.MOVEMENT_SKU + " = :sku")
                .expressionAttributeValues(Map.of(":sku", AttributeValue.fromS(sku.value())))
                .scanIndexForward(false)
                .limit(limit))
                .items()
                .stream()
                .map(DynamoDbMovements::movement)
                .toList();
    }

    private List<TransactWriteItem> firstShard(StockChange change) {
        var sku = change.adjustment().sku();
        var units = change.units().get(0);
        return List.of(
                Transactions.put(
                        table,
                        InventoryItems.settings(sku, 1, Stock.DEFAULT_LOW_THRESHOLD, change.adjustment().at()),
                        InventoryItems.IS_NEW),
                Transactions.put(
                        table, InventoryItems.shard(sku, new ShardLevel(0, units, units)), InventoryItems.IS_NEW));
    }

    private List<TransactWriteItem> shards(StockChange change) {
        var sku = change.adjustment().sku();
        return change.units().entrySet().stream()
                .map(entry -> ShardChanges.units(table, sku, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, AttributeValue> key(String adjustmentId) {
        return InventoryItems.key("movement#" + adjustmentId);
    }

    private static Map<String, AttributeValue> item(Adjustment adjustment, @Nullable String refusal) {
        var item = new HashMap<>(key(adjustment.id()));
        item.put(MovementItems.MOVEMENT_SKU, AttributeValue.fromS(adjustment.sku().value()));
        item.put(MovementItems.MOVEMENT_KEY,
                AttributeValue.fromS(MovementItems.movementKey(adjustment.at(), adjustment.id())));
        item.put(MovementItems.ADJUSTMENT_ID, AttributeValue.fromS(adjustment.id()));
        item.put(InventoryItems.SKU, AttributeValue.fromS(adjustment.sku().value()));
        item.put(MovementItems.DELTA, InventoryItems.number(adjustment.delta()));
        item.put(MovementItems.REASON, AttributeValue.fromS(adjustment.reason()));
        item.put(MovementItems.BY, AttributeValue.fromS(adjustment.by()));
        item.put(MovementItems.AT, AttributeValue.fromS(adjustment.at().toString()));
        if (refusal != null) {
            item.put(MovementItems.REFUSAL, AttributeValue.fromS(refusal));
        }
        return item;
    }

    private static Movement movement(Map<String, AttributeValue> item) {
        var adjustment = new Adjustment(
                item.get(MovementItems.ADJUSTMENT_ID).s(),
                InventoryItems.sku(item),
                Integer.parseInt(item.get(MovementItems.DELTA).n()),
                item.get(MovementItems.REASON).s(),
                item.get(MovementItems.BY).s(),
                Instant.parse(item.get(MovementItems.AT).s()));
        return new Movement(adjustment,
                item.containsKey(MovementItems.REFUSAL) ? item.get(MovementItems.REFUSAL).s() : null);
    }
}

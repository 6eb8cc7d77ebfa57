package dev.stampede.local.lab.capacity;

import static dev.stampede.local.lab.capacity.Database.INDEXED;
import static dev.stampede.local.lab.capacity.Database.PLAIN;
import static dev.stampede.local.lab.capacity.Database.bytes;
import static dev.stampede.local.lab.capacity.Database.key;
import static dev.stampede.local.lab.capacity.Database.number;
import static dev.stampede.local.lab.capacity.Database.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@TestInstance(Lifecycle.PER_CLASS)
class CapacityMeterTest {

    private static final Resource TABLE = Resource.ofTable(PLAIN);

    private Database database;
    private CapacityMeter meter;
    private DynamoDbClient metered;
    private String fresh;

    @BeforeAll
    void start() {
        database = Database.start();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void newMeter() {
        meter = new CapacityMeter();
        metered = meter.around(database.client());
        fresh = "k" + System.nanoTime();
    }

    @Test
    void put_overLargerItem_shouldCostTheLarger() {
        put(Map.of("pk", text(fresh), "v", bytes(5000)));

        metered.putItem(put -> put.tableName(PLAIN).item(key(fresh)));

        assertThat(meter.snapshot().units(TABLE, Access.WRITE, Kind.PLAIN)).isEqualTo(5);
    }

    @Test
    void put_conditionFails_shouldCostTheItemThereAsFailed() {
        put(Map.of("pk", text(fresh), "v", bytes(2000)));

        assertThatThrownBy(() -> metered.putItem(put -> put.tableName(PLAIN).item(key(fresh))
                .conditionExpression("attribute_not_exists(pk)"))).isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(meter.snapshot().units(TABLE, Access.WRITE, Kind.FAILED_CONDITION)).isEqualTo(2);
        assertThat(meter.snapshot().units(TABLE, Access.WRITE, Kind.PLAIN)).isZero();
    }

    @Test
    void update_conditionFailsOnNoItem_shouldCostOne() {
        assertThatThrownBy(() -> metered.updateItem(update -> update.tableName(PLAIN).key(key(fresh))
                .updateExpression("SET v = :v").conditionExpression("attribute_exists(pk)")
                .expressionAttributeValues(Map.of(":v", number(1)))))
                        .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(meter.snapshot().writeUnits()).isEqualTo(1);
    }

    @Test
    void invalidCall_shouldCostNothing() {
        assertThatThrownBy(() -> metered.updateItem(
                update -> update.tableName(PLAIN).key(key(fresh)).updateExpression("nonsense")))
                        .isInstanceOf(DynamoDbException.class);

        assertThat(meter.snapshot().units()).isEmpty();
        assertThat(meter.snapshot().requests()).isEmpty();
    }

    @Test
    void transaction_ofSeveralItems_shouldCostTwiceTheSumOfTheirs() {
        put(Map.of("pk", text(fresh + "u"), "n", number(1), "v", bytes(1500)));
        put(key(fresh + "c"));

        metered.transactWriteItems(transaction -> transaction.transactItems(List.of(
                putItem(PLAIN, Map.of("pk", text(fresh), "v", bytes(3000))), updateItem(fresh + "u"),
                TransactWriteItem.builder().conditionCheck(check -> check.tableName(PLAIN).key(key(fresh + "c"))
                        .conditionExpression("attribute_exists(pk)")).build(),
                putItem(INDEXED,
                        Map.of("pk", text(fresh), "seq", number(0), "a", text("a"), "b", text("b"), "v",
                                bytes(1100))))));

        var use = meter.snapshot();
        assertThat(use.units(TABLE, Access.WRITE, Kind.TRANSACTIONAL)).isEqualTo(2 * (3 + 2 + 1));
        assertThat(use.units(Resource.ofTable(INDEXED), Access.WRITE)).isEqualTo(4);
        assertThat(use.units(new Resource(INDEXED, "all"), Access.WRITE)).isEqualTo(4);
        assertThat(use.units(new Resource(INDEXED, "keys"), Access.WRITE)).isEqualTo(2);
        assertThat(use.units(new Resource(INDEXED, "some"), Access.WRITE)).isEqualTo(2);
        assertThat(use.requests("TransactWriteItems", PLAIN)).isOne();
        assertThat(use.requests("TransactWriteItems", INDEXED)).isOne();
    }

    @Test
    void transaction_conditionFails_shouldCostTheTablesTwiceAsFailed() {
        put(Map.of("pk", text(fresh), "v", bytes(2000)));

        assertThatThrownBy(() -> metered.transactWriteItems(transaction -> transaction.transactItems(List.of(
                TransactWriteItem.builder().put(put -> put.tableName(PLAIN).item(key(fresh))
                        .conditionExpression("attribute_not_exists(pk)")).build(),
                putItem(INDEXED, Map.of("pk", text(fresh), "seq", number(0), "a", text("a"), "b", text("b")))))))
                        .isInstanceOf(TransactionCanceledException.class);

        var use = meter.snapshot();
        assertThat(use.units(TABLE, Access.WRITE, Kind.FAILED_CONDITION)).isEqualTo(4);
        assertThat(use.units(Resource.ofTable(INDEXED), Access.WRITE, Kind.FAILED_CONDITION)).isEqualTo(2);
        assertThat(use.writeUnits()).isEqualTo(6);
    }

    @Test
    void batchWrite_shouldCostEachItemRoundedUp() {
        put(Map.of("pk", text(fresh + "d"), "v", bytes(2500)));

        metered.batchWriteItem(batch -> batch.requestItems(Map.of(PLAIN, List.of(
                WriteRequest.builder().putRequest(put -> put.item(Map.of("pk", text(fresh), "v", bytes(1500)))).build(),
                WriteRequest.builder().deleteRequest(delete -> delete.key(key(fresh + "d"))).build()))));

        assertThat(meter.snapshot().units(TABLE, Access.WRITE, Kind.PLAIN)).isEqualTo(2 + 3);
    }

    @Test
    void batchGet_shouldCostEachItemRoundedUpAndMissingOnesTheLeast() {
        put(Map.of("pk", text(fresh), "v", bytes(1500)));
        put(Map.of("pk", text(fresh + "b"), "v", bytes(6500)));

        metered.batchGetItem(batch -> batch.requestItems(Map.of(PLAIN, KeysAndAttributes.builder().consistentRead(true)
                .projectionExpression("pk").keys(List.of(key(fresh), key(fresh + "b"), key(fresh + "none"))).build())));

        assertThat(meter.snapshot().units(TABLE, Access.READ)).isEqualTo(1 + 2 + 1);
    }

    @Test
    void transactGet_shouldCostTwiceEachItemRoundedUp() {
        put(Map.of("pk", text(fresh), "v", bytes(4500)));

        metered.transactGetItems(transaction -> transaction
                .transactItems(List.of(getItem(key(fresh)), getItem(key(fresh + "none")))));

        assertThat(meter.snapshot().units(TABLE, Access.READ, Kind.TRANSACTIONAL)).isEqualTo(2 * (2 + 1));
    }

    @Test
    void query_shouldRoundUpTheSumOfWhatIsReadNotOfWhatIsReturned() {
        for (var seq = 0; seq < 6; seq++) {
            var item = new HashMap<>(key(fresh, seq));
            item.put("v", bytes(900));
            item.put("w", number(seq));
            metered.putItem(put -> put.tableName(INDEXED).item(item));
        }

        var found = metered.queryPaginator(query -> query.tableName(INDEXED).consistentRead(true).limit(4)
                .keyConditionExpression("#k=:k AND seq > :from").filterExpression("#w = :w").projectionExpression("#w")
                .expressionAttributeNames(Map.of("#k", "pk", "#w", "w"))
                .expressionAttributeValues(Map.of(":k", text(fresh), ":from", number(0), ":w", number(5)))).items()
                .stream()
                .toList();

        assertThat(found).singleElement().isEqualTo(Map.of("w", number(5)));
        // Items 1 to 4 with about 930 bytes each, and item 5.
        assertThat(meter.snapshot().units(Resource.ofTable(INDEXED), Access.READ)).isEqualTo(1 + 1);
        assertThat(meter.snapshot().requests("Query", INDEXED)).isEqualTo(2);
    }

    @Test
    void query_ofNothing_shouldCostTheLeast() {
        metered.query(query -> query.tableName(PLAIN).keyConditionExpression("pk = :k")
                .expressionAttributeValues(Map.of(":k", text("nothing"))));

        assertThat(meter.snapshot().readUnits()).isEqualTo(0.5);
    }

    @Test
    void minus_shouldKeepWhatCameAfter() {
        metered.putItem(put -> put.tableName(PLAIN).item(key(fresh)));
        var earlier = meter.snapshot();
        metered.getItem(get -> get.tableName(PLAIN).key(key(fresh)));

        var since = meter.snapshot().minus(earlier);

        assertThat(since.writeUnits()).isZero();
        assertThat(since.readUnits()).isEqualTo(0.5);
        assertThat(since.requests()).containsOnlyKeys(new CapacityUse.Request("GetItem", PLAIN));
        assertThat(since.resources()).containsExactly(TABLE);
    }

    @Test
    void otherCalls_shouldPassUncounted() {
        assertThat(metered.scan(scan -> scan.tableName(PLAIN).limit(1)).hasItems()).isTrue();
        assertThat(metered.listTables().tableNames()).contains(PLAIN);

        assertThat(meter.snapshot().requests()).isEmpty();
    }

    @Test
    void manyThreads_shouldLoseNoUnit() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var call = 0; call < 200; call++) {
                var item = key(fresh + call);
                calls.add(threads.submit(() -> metered.putItem(put -> put.tableName(PLAIN).item(item))));
            }
            for (var call : calls) {
                call.get();
            }
        }

        assertThat(meter.snapshot().writeUnits()).isEqualTo(200);
        assertThat(meter.snapshot().requests("PutItem", PLAIN)).isEqualTo(200);
    }

    private void put(Map<String, AttributeValue> item) {
        database.client().putItem(put -> put.tableName(PLAIN).item(item));
    }

    private static TransactWriteItem putItem(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
    }

    private static TransactWriteItem updateItem(String key) {
        return TransactWriteItem.builder().update(update -> update.tableName(PLAIN).key(key(key))
                .updateExpression("ADD n :one").expressionAttributeValues(Map.of(":one", number(1)))).build();
    }

    private static TransactGetItem getItem(Map<String, AttributeValue> key) {
        return TransactGetItem.builder().get(get -> get.tableName(PLAIN).key(key)).build();
    }
}

package dev.stampede.local.lab.capacity;

import static dev.stampede.local.lab.capacity.Database.INDEXED;
import static dev.stampede.local.lab.capacity.Database.number;
import static dev.stampede.local.lab.capacity.Database.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Compares the meter with DynamoDB Local call by call, for random items. */
@TestInstance(Lifecycle.PER_CLASS)
class MeterAgainstDynamoDbLocalTest {

    private static final int CALLS = 400;
    private static final int KEYS = 5;

    private Database database;
    private CapacityMeter meter;
    private DynamoDbClient metered;

    @BeforeAll
    void start() {
        database = Database.start();
        meter = new CapacityMeter();
        metered = meter.around(database.client());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void singleItemCalls_ofRandomItems_shouldCostWhatDynamoDbLocalReports(long seed) {
        var random = new Random(seed);
        for (var call = 0; call < CALLS; call++) {
            var key = Database.key("p" + random.nextInt(KEYS), random.nextInt(2));
            var before = meter.snapshot();
            var old = item(key);
            var done = call(random, key);
            var counted = byResource(meter.snapshot().minus(before));
            var reported = byResource(done.reported());
            if (hasOneKeyOfTwo(old) && hasOneKeyOfTwo(item(key))) {
                assertThat(counted).doesNotContainKey(new Resource(INDEXED, "some"));
                reported.remove(new Resource(INDEXED, "some"));
            }

            assertThat(counted).as("seed %d, call %d: %s", seed, call, done.what()).isEqualTo(reported);
        }
    }

    @Test
    void transaction_ofItemsOfDifferentCosts_shouldCostWhatDynamoDbLocalReports() {
        var before = meter.snapshot();

        var reported = transact(List.of(100, 1_500, 2_500, 3_500));

        assertThat(meter.snapshot().minus(before).writeUnits()).isEqualTo(2 * (1 + 2 + 3 + 4)).isEqualTo(reported);
    }

    @Test
    void transaction_ofItemsOfEqualCosts_shouldCostTheirSumWhereDynamoDbLocalReportsOne() {
        var before = meter.snapshot();

        var reported = transact(List.of(1_500, 1_500, 1_500));

        assertThat(meter.snapshot().minus(before).writeUnits()).isEqualTo(2 * (2 + 2 + 2));
        assertThat(reported).isEqualTo(2 * 2);
    }

    private double transact(List<Integer> sizes) {
        var writes = sizes.stream()
                .map(size -> TransactWriteItem.builder()
                        .put(put -> put.tableName(Database.PLAIN)
                                .item(Map.of("pk", text("t" + System.nanoTime()), "v", Database.bytes(size))))
                        .build())
                .toList();
        return metered
                .transactWriteItems(transaction -> transaction.transactItems(writes)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity().getFirst().capacityUnits();
    }

    /**
     * DynamoDB Local charges for an entry that does not exist before or after, if different key attributes are missing.
     */
    private static boolean hasOneKeyOfTwo(Map<String, AttributeValue> item) {
        return item.containsKey("a") != item.containsKey("b");
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        return database.client().getItem(get -> get.tableName(INDEXED).key(key).consistentRead(true)).item();
    }

    private record Done(String what, ConsumedCapacity reported) {}

    private Done call(Random random, Map<String, AttributeValue> key) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> put(random, key);
            case 2, 3 -> update(random, key);
            case 4 -> delete(key);
            case 5 -> get(random, key);
            case 6 -> query(random, "pk", key.get("pk"), null);
            case 7 -> transact(random, key);
            default -> random.nextBoolean() ? query(random, "a", text("a" + random.nextInt(2)), "all")
                    : query(random, "b", text("b" + random.nextInt(2)), "keys");
        };
    }

    private Done put(Random random, Map<String, AttributeValue> key) {
        var item = item(random, key);
        return new Done("put " + summary(item), metered.putItem(put -> put.tableName(INDEXED).item(item)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
    }

    private Done update(Random random, Map<String, AttributeValue> key) {
        var name = List.of("a", "b", "text", "other").get(random.nextInt(4));
        var remove = random.nextInt(3) == 0;
        var value = name.length() == 1 ? text(name + random.nextInt(2)) : text("y".repeat(random.nextInt(2500)));
        return new Done("update " + name, metered.updateItem(update -> {
            update.tableName(INDEXED).key(key).expressionAttributeNames(Map.of("#n", name))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);
            if (remove) {
                update.updateExpression("REMOVE #n");
            } else {
                update.updateExpression("SET #n = :v").expressionAttributeValues(Map.of(":v", value));
            }
        }).consumedCapacity());
    }

    private Done delete(Map<String, AttributeValue> key) {
        return new Done("delete " + key, metered.deleteItem(delete -> delete.tableName(INDEXED).key(key)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity());
    }

    private Done get(Random random, Map<String, AttributeValue> key) {
        var consistent = random.nextBoolean();
        return new Done("get", metered.getItem(get -> {
            get.tableName(INDEXED).key(key).consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);
            if (random.nextBoolean()) {
                get.projectionExpression("pk");
            }
        }).consumedCapacity());
    }

    /** Queries that find items: contrary to the guide, DynamoDB Local does not charge for empty results. */
    private Done query(Random random, String name, AttributeValue value, String index) {
        var item = item(random, Database.key(index == null ? value.s() : "q", 0));
        item.put("a", text("a0"));
        item.put(name, value);
        item.putIfAbsent("b", text("b0"));
        database.client().putItem(put -> put.tableName(INDEXED).item(item));
        return new Done("query " + name, metered.query(query -> {
            query.tableName(INDEXED).indexName(index).keyConditionExpression("#k = :v")
                    .expressionAttributeNames(Map.of("#k", name)).expressionAttributeValues(Map.of(":v", value))
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES);
            if (random.nextBoolean()) {
                query.projectionExpression("seq");
            }
            if (!"keys".equals(index) && random.nextBoolean()) {
                query.filterExpression("attribute_exists(nothing)");
            }
        }).consumedCapacity());
    }

    private Done transact(Random random, Map<String, AttributeValue> key) {
        var item = item(random, key);
        var write = TransactWriteItem.builder().put(put -> put.tableName(INDEXED).item(item)).build();
        return new Done("transact " + summary(item),
                metered.transactWriteItems(transaction -> transaction.transactItems(List.of(write))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity().getFirst());
    }

    private static Map<String, AttributeValue> item(Random random, Map<String, AttributeValue> key) {
        var item = new HashMap<>(key);
        if (random.nextInt(4) > 0) {
            item.put("a", text("a" + random.nextInt(2)));
        }
        if (random.nextInt(4) > 0) {
            item.put("b", text("b" + random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            item.put("text", text("é".repeat(random.nextInt(1200))));
        }
        item.put("list", value(random, 0));
        item.put("other", random.nextBoolean() ? text("o".repeat(random.nextInt(5000))) : value(random, 0));
        return item;
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth < 3 ? 9 : 6)) {
            case 0 -> AttributeValue.fromN(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(9))));
            case 1 -> number(random.nextInt(2_000_000) - 1_000_000L);
            case 2 -> AttributeValue.fromBool(random.nextBoolean());
            case 3 -> AttributeValue.fromNul(true);
            case 4 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1 + random.nextInt(300)]));
            case 5 -> AttributeValue.fromNs(List.of("1", "-22.5", Integer.toString(100 + random.nextInt(1000))));
            case 6 -> AttributeValue.fromSs(List.of("s", "t".repeat(1 + random.nextInt(400))));
            case 7 -> {
                var list = new ArrayList<AttributeValue>();
                for (var left = random.nextInt(6); left > 0; left--) {
                    list.add(value(random, depth + 1));
                }
                yield AttributeValue.fromL(list);
            }
            default -> {
                var map = new HashMap<String, AttributeValue>();
                for (var left = random.nextInt(6); left > 0; left--) {
                    map.put("k".repeat(left), value(random, depth + 1));
                }
                yield AttributeValue.fromM(map);
            }
        };
    }

    private static String summary(Map<String, AttributeValue> item) {
        return item.keySet() + " of " + Values.size(item) + " bytes";
    }

    private static Map<Resource, Double> byResource(CapacityUse use) {
        var units = new HashMap<Resource, Double>();
        use.units().forEach((line, spent) -> units.merge(line.resource(), spent, Double::sum));
        return units;
    }

    private static Map<Resource, Double> byResource(ConsumedCapacity reported) {
        var units = new HashMap<Resource, Double>();
        if (reported.table().capacityUnits() > 0) {
            units.put(Resource.ofTable(INDEXED), reported.table().capacityUnits());
        }
        reported.globalSecondaryIndexes()
                .forEach((index, spent) -> units.put(new Resource(INDEXED, index), spent.capacityUnits()));
        return units;
    }
}

package dev.stampede.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A database in memory answers like one in a file, which DynamoDB Local keeps in SQLite. */
class MemoryAccessTest {

    private static final int STEPS = 400;
    private static final int PARTITIONS = 4;

    private LocalDatabase memory;
    private LocalDatabase file;

    @BeforeEach
    void open(@TempDir Path folder) {
        memory = LocalDatabase.open(null);
        file = LocalDatabase.open(folder.resolve("tables.db").toFile());
        both(MemoryAccessTest::createTable);
    }

    @AfterEach
    void close() {
        memory.close();
        file.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomCalls_shouldBeAnsweredAlike(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < STEPS; step++) {
            var call = call(random);
            both(database -> answer(database, call));
        }

        var changes = changes(memory);
        assertThat(changes).hasSizeGreaterThan(STEPS / 4).isEqualTo(changes(file));
        both(database -> sizes(database));
    }

    @Test
    void itemThatWasRead_andChanged_shouldNotChangeWhatIsStored() {
        both(database -> {
            database.client().putItem(put -> put.tableName("Things").item(Map.of("pk", text("a"), "sk", number(1),
                    "tree", AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(text("x"))))),
                    "set", AttributeValue.fromSs(List.of("x")))));
            var old = database.client().updateItem(update -> update.tableName("Things")
                    .key(Map.of("pk", text("a"), "sk", number(1)))
                    .updateExpression("SET tree.#list[1] = :y ADD #set :set")
                    .expressionAttributeNames(Map.of("#list", "list", "#set", "set"))
                    .expressionAttributeValues(Map.of(":y", text("y"), ":set", AttributeValue.fromSs(List.of("y"))))
                    .returnValues("ALL_OLD")).attributes();
            return List.of(old, database.client().scan(scan -> scan.tableName("Things")).items());
        });
    }

    @Test
    void transaction_thatIsCancelledAtItsLastWrite_shouldLeaveItemsIndexesAndStreamAsTheyWere() {
        both(database -> {
            database.client().putItem(put -> put.tableName("Things").item(item("a", 1, 1)));
            return "";
        });
        var before = changes(memory).size();

        both(database -> {
            try {
                database.client().transactWriteItems(write -> write.transactItems(
                        put(item("a", 1, 2)), put(item("b", 1, 2)),
                        TransactWriteItem.builder().delete(delete -> delete.tableName("Things")
                                .key(Map.of("pk", text("c"), "sk", number(1)))
                                .conditionExpression("attribute_exists(pk)")).build()));
                throw new AssertionError("The transaction was not cancelled");
            } catch (TransactionCanceledException cancelled) {
                return List.of(
                        database.client().scan(scan -> scan.tableName("Things")).items(),
                        database.client().scan(scan -> scan.tableName("Things").indexName("byDay")).items());
            }
        });
        assertThat(changes(memory)).hasSize(before);
    }

    @Test
    void transaction_withTheTokenOfAnEarlierOne_shouldWriteNothing() {
        both(database -> {
            for (var turn = 0; turn < 2; turn++) {
                database.client().transactWriteItems(write -> write.clientRequestToken("once").transactItems(
                        TransactWriteItem.builder().update(update -> update.tableName("Things")
                                .key(Map.of("pk", text("a"), "sk", number(1)))
                                .updateExpression("ADD n :one")
                                .expressionAttributeValues(Map.of(":one", number(1)))).build()));
            }
            return database.client().scan(scan -> scan.tableName("Things")).items();
        });
    }

    @Test
    void stream_thatEndsAndBeginsAgain_shouldKeepTheRecordsOfBoth() {
        both(database -> {
            database.client().putItem(put -> put.tableName("Things").item(item("a", 1, 1)));
            database.client().updateTable(update -> update.tableName("Things")
                    .streamSpecification(stream -> stream.streamEnabled(false)));
            database.client().putItem(put -> put.tableName("Things").item(item("b", 1, 1)));
            database.client().updateTable(update -> update.tableName("Things").streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            database.client().putItem(put -> put.tableName("Things").item(item("c", 1, 1)));
            return database.streams().listStreams(list -> list.tableName("Things")).streams().size();
        });
        assertThat(changes(memory)).hasSize(2).isEqualTo(changes(file));
    }

    private interface Call {
        Object on(LocalDatabase database);
    }

    private static Call call(Random random) {
        var partition = random.nextInt(PARTITIONS);
        // An item has one place in each index: the order of items with the same key there is not defined.
        var sort = partition + PARTITIONS * random.nextInt(-3, 12);
        var key = Map.of("pk", text("p" + partition), "sk", number(sort));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                var item = new HashMap<>(key);
                item.putAll(random.nextInt(4) == 0 ? Map.of() : Map.of("day", text("d" + random.nextInt(3))));
                item.putAll(
                        random.nextInt(4) == 0 ? Map.of() : Map.of("rank", bytes(random.nextBoolean() ? 3 : -1, sort)));
                item.put("n", number(random.nextInt(100)));
                yield database -> database.client().putItem(
                        put -> put.tableName("Things").item(item).returnValues("ALL_OLD")).attributes();
            }
            case 3 -> {
                var day = text("d" + random.nextInt(3));
                yield database -> database.client().updateItem(update -> update.tableName("Things").key(key)
                        .updateExpression("SET #day = :day ADD n :one").returnValues("ALL_NEW")
                        .conditionExpression("attribute_not_exists(n) OR n < :many")
                        .expressionAttributeNames(Map.of("#day", "day"))
                        .expressionAttributeValues(Map.of(":day", day, ":one", number(1), ":many", number(80))))
                        .attributes();
            }
            case 4 -> database -> database.client().deleteItem(
                    delete -> delete.tableName("Things").key(key).returnValues("ALL_OLD")).attributes();
            case 5 -> {
                var writes = IntStream.range(0, 3).mapToObj(
                        index -> put(item("p" + index, index + PARTITIONS * 20, random.nextInt(3)))).toList();
                yield database -> database.client().transactWriteItems(write -> write.transactItems(writes)).toString();
            }
            case 6 -> database -> database.client().getItem(get -> get.tableName("Things").key(key)).item();
            case 7 -> {
                var scan = scan(random);
                yield database -> pages(database.client().scanPaginator(scan).stream().map(ScanResponse::items),
                        Set::copyOf);
            }
            default -> {
                var query = query(random);
                yield database -> pages(database.client().queryPaginator(query).stream().map(QueryResponse::items),
                        List::copyOf);
            }
        };
    }

    private static ScanRequest scan(Random random) {
        var scan = ScanRequest.builder().tableName("Things").limit(1 + random.nextInt(7));
        switch (random.nextInt(4)) {
            case 0 -> scan.indexName("byDay");
            case 1 -> scan.segment(random.nextInt(3)).totalSegments(3);
            case 2 -> scan.indexName("byRank").segment(random.nextInt(2)).totalSegments(2);
            default -> {
                // The table.
            }
        }
        return scan.build();
    }

    private static QueryRequest query(Random random) {
        var query = QueryRequest.builder().tableName("Things").limit(1 + random.nextInt(7))
                .scanIndexForward(random.nextBoolean());
        var values = new HashMap<String, AttributeValue>();
        var names = new HashMap<String, String>();
        String range;
        switch (random.nextInt(3)) {
            case 0 -> {
                range = "sk";
                names.put("#hash", "pk");
                values.put(":hash", text("p" + random.nextInt(PARTITIONS)));
                values.put(":a", number(random.nextInt(-12, 48)));
                values.put(":b", number(random.nextInt(48, 96)));
            }
            case 1 -> {
                query.indexName("byDay");
                range = "sk";
                names.put("#hash", "day");
                values.put(":hash", text("d" + random.nextInt(3)));
                values.put(":a", number(random.nextInt(-12, 48)));
                values.put(":b", number(random.nextInt(48, 96)));
            }
            default -> {
                query.indexName("byRank");
                range = "#range";
                names.put("#hash", "pk");
                names.put("#range", "rank");
                values.put(":hash", text("p" + random.nextInt(PARTITIONS)));
                values.put(":a", bytes(random.nextBoolean() ? 3 : -1, random.nextInt(-12, 48)));
                values.put(":b", bytes(-1, -1));
            }
        }
        var conditions = new ArrayList<>(List.of("", " AND R = :a", " AND R < :a", " AND R <= :a", " AND R > :a",
                " AND R >= :a", " AND R BETWEEN :a AND :b"));
        if (range.equals("#range")) {
            conditions.add(" AND begins_with(R, :a)");
        }
        var condition = conditions.get(random.nextInt(conditions.size()));
        if (condition.contains("begins_with")) {
            values.put(":a", bytes(random.nextBoolean() ? 3 : -1));
        }
        if (!condition.contains(":a")) {
            values.remove(":a");
            names.remove("#range");
        }
        if (!condition.contains(":b")) {
            values.remove(":b");
        }
        return query.keyConditionExpression("#hash = :hash" + condition.replace("R", range))
                .expressionAttributeNames(names).expressionAttributeValues(values).build();
    }

    /** @param items what of all items is compared: a scan has no order that is defined */
    private static Object pages(Stream<List<Map<String, AttributeValue>>> pages,
            Function<List<Map<String, AttributeValue>>, Object> items) {
        var all = pages.toList();
        return List.of(all.stream().map(List::size).toList(),
                items.apply(all.stream().flatMap(List::stream).toList()));
    }

    private static Object answer(LocalDatabase database, Call call) {
        try {
            return call.on(database);
        } catch (DynamoDbException refused) {
            return refused.awsErrorDetails().errorCode() + refused.awsErrorDetails().errorMessage();
        }
    }

    private void both(Function<LocalDatabase, Object> call) {
        assertThat(call.apply(memory)).isEqualTo(call.apply(file));
    }

    /** What the streams of the table say, without what is different each time. */
    private static List<String> changes(LocalDatabase database) {
        return database.streams().listStreams(list -> list.tableName("Things")).streams().stream()
                .flatMap(stream -> database.streams().describeStream(describe -> describe.streamArn(stream.streamArn()))
                        .streamDescription().shards().stream()
                        .flatMap(shard -> database.streams().getRecords(read -> read.shardIterator(
                                database.streams().getShardIterator(at -> at.streamArn(stream.streamArn())
                                        .shardId(shard.shardId()).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                                        .shardIterator()))
                                .records().stream()))
                .map(MemoryAccessTest::text).toList();
    }

    private static String text(Record record) {
        return record.toBuilder().eventID("").dynamodb(record.dynamodb().toBuilder()
                .approximateCreationDateTime(null).sequenceNumber(null).build()).build().toString();
    }

    private static Object sizes(LocalDatabase database) {
        var table = database.client().describeTable(describe -> describe.tableName("Things")).table();
        return List.of(table.itemCount(), table.tableSizeBytes(), table.globalSecondaryIndexes().getFirst().itemCount(),
                table.localSecondaryIndexes().getFirst().itemCount());
    }

    private static Object createTable(LocalDatabase database) {
        return database
                .client().createTable(create -> create.tableName("Things").billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(definition("pk", ScalarAttributeType.S),
                                definition("sk", ScalarAttributeType.N),
                                definition("day", ScalarAttributeType.S), definition("rank", ScalarAttributeType.B))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder().indexName("byDay")
                                .keySchema(key("day", KeyType.HASH), key("sk", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL)).build())
                        .localSecondaryIndexes(LocalSecondaryIndex.builder().indexName("byRank")
                                .keySchema(key("pk", KeyType.HASH), key("rank", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL)).build())
                        .streamSpecification(stream -> stream.streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription().tableName();
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Map<String, AttributeValue> item(String partition, int sort, int day) {
        return Map.of("pk", text(partition), "sk", number(sort), "day", text("d" + day));
    }

    private static TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put -> put.tableName("Things").item(item)).build();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private static AttributeValue bytes(int... bytes) {
        var array = new byte[bytes.length];
        for (var index = 0; index < bytes.length; index++) {
            array[index] = (byte) bytes[index];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(array));
    }
}

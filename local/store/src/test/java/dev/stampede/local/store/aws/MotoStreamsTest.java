package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.testing.Items;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Runs on DynamoDB Local: positions must return the same records as its own iterators. */
class MotoStreamsTest {

    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbStreamsClient streams;

    private String table;
    private String streamArn;
    private String shardId;

    @BeforeAll
    static void start() {
        dynamoDb = EmbeddedDynamoDb.start(null);
        streams = new MotoStreams(dynamoDb.streams(), new SequentialWrites(Sdk.http()));
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @BeforeEach
    void createTable(TestInfo test) {
        table = test.getTestMethod().orElseThrow().getName();
        streamArn = dynamoDb.client().createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(AttributeDefinition.builder().attributeName("id")
                        .attributeType(ScalarAttributeType.S).build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)))
                .tableDescription().latestStreamArn();
        shardId = streams.describeStream(stream -> stream.streamArn(streamArn)).streamDescription().shards().getFirst()
                .shardId();
    }

    @Test
    void getRecords_pageByPage_shouldGiveEachRecordOnceInOrder() {
        IntStream.range(0, 5).forEach(number -> put("k" + number));

        var first = read(iterator(ShardIteratorType.TRIM_HORIZON, null), 2);
        var second = read(first.nextShardIterator(), 2);
        var third = read(second.nextShardIterator(), 2);
        var none = read(third.nextShardIterator(), 2);

        assertThat(keys(first)).containsExactly("k0", "k1");
        assertThat(keys(second)).containsExactly("k2", "k3");
        assertThat(keys(third)).containsExactly("k4");
        assertThat(keys(none)).isEmpty();
        put("k5");
        assertThat(keys(read(none.nextShardIterator(), 2))).containsExactly("k5");
    }

    @Test
    void getRecords_ofAnEmptyShard_shouldGoOnFromItsStart() {
        var none = read(iterator(ShardIteratorType.TRIM_HORIZON, null), 10);

        put("a");

        assertThat(keys(none)).isEmpty();
        assertThat(keys(read(none.nextShardIterator(), 10))).containsExactly("a");
    }

    @Test
    void iterator_afterARecord_shouldLeaveThatOut() {
        put("a");
        put("b");
        var number = read(iterator(ShardIteratorType.TRIM_HORIZON, null), 1).records().getFirst().dynamodb()
                .sequenceNumber();

        var after = read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number), 10);

        assertThat(keys(after)).containsExactly("b");
    }

    @Test
    void iterator_atTheEnd_shouldLeadToLaterRecordsOnly() {
        put("a");
        var end = iterator(ShardIteratorType.LATEST, null);
        put("b");

        assertThat(keys(read(end, 10))).containsExactly("b");
    }

    private void put(String key) {
        dynamoDb.client().putItem(put -> put.tableName(table).item(Items.item(key, "x")));
    }

    private String iterator(ShardIteratorType type, String number) {
        return streams.getShardIterator(request -> request.streamArn(streamArn).shardId(shardId)
                .shardIteratorType(type).sequenceNumber(number)).shardIterator();
    }

    private static GetRecordsResponse read(String iterator, int limit) {
        return streams.getRecords(request -> request.shardIterator(iterator).limit(limit));
    }

    private static List<String> keys(GetRecordsResponse response) {
        return response.records().stream().map(change -> change.dynamodb().keys().get("id").s()).toList();
    }
}

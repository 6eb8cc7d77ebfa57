package dev.stampede.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class LocalDatabaseTest {

    private static final GlobalSecondaryIndexUpdate BY_DAY = GlobalSecondaryIndexUpdate.builder()
            .create(create -> create.indexName("byDay").keySchema(key("day"))
                    .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)))
            .build();

    @Test
    void updateTimeToLive_onOffAndOn_shouldNeverShowAnEarlierDescription() {
        try (var database = LocalDatabase.open(null)) {
            var client = database.client();
            createTable(client, "Carts");
            for (var enabled : new boolean[] {true, false, true, false}) {
                client.putItem(put -> put.tableName("Carts").item(item("one")));
                client.updateTimeToLive(update -> update.tableName("Carts")
                        .timeToLiveSpecification(ttl -> ttl.attributeName("expiresAt").enabled(enabled)));

                assertThat(client.describeTimeToLive(describe -> describe.tableName("Carts")).timeToLiveDescription()
                        .timeToLiveStatus())
                                .isEqualTo(enabled ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED);
            }
        }
    }

    @Test
    void createTable_sameTableInTwoDatabases_shouldKeepThemApart() {
        try (var one = LocalDatabase.open(null); var other = LocalDatabase.open(null)) {
            createTable(one.client(), "Orders");
            createTable(other.client(), "Orders");
            one.client().putItem(put -> put.tableName("Orders").item(item("one")));
            other.client().putItem(put -> put.tableName("Orders").item(item("one")));

            one.client().updateTable(update -> update.tableName("Orders")
                    .attributeDefinitions(attribute("pk"), attribute("day"))
                    .globalSecondaryIndexUpdates(BY_DAY));

            assertThat(one.client().describeTable(describe -> describe.tableName("Orders")).table()
                    .globalSecondaryIndexes()).hasSize(1);
            assertThat(other.client().describeTable(describe -> describe.tableName("Orders")).table()
                    .globalSecondaryIndexes()).isEmpty();
            assertThatThrownBy(() -> ofToday(other.client())).isInstanceOf(DynamoDbException.class);
        }
    }

    @Test
    void deleteTable_andMadeAgainInAnotherWay_shouldForgetTheFirst() {
        try (var database = LocalDatabase.open(null)) {
            var client = database.client();
            createTable(client, "Orders");
            client.putItem(put -> put.tableName("Orders").item(item("one")));

            client.deleteTable(delete -> delete.tableName("Orders"));
            assertThatThrownBy(() -> client.putItem(put -> put.tableName("Orders").item(item("one"))))
                    .isInstanceOf(ResourceNotFoundException.class);

            client.createTable(create -> create.tableName("Orders").billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(attribute("day")).keySchema(key("day")));
            assertThatThrownBy(() -> client.putItem(put -> put.tableName("Orders").item(item("one"))))
                    .isInstanceOf(DynamoDbException.class);
            client.putItem(put -> put.tableName("Orders").item(Map.of("day", AttributeValue.fromS("today"))));
            assertThat(client.scan(scan -> scan.tableName("Orders")).items()).hasSize(1);
        }
    }

    @Test
    void updateTable_withAnIndexAndAStream_shouldUseThemAtOnce() {
        try (var database = LocalDatabase.open(null)) {
            var client = database.client();
            client.createTable(create -> create.tableName("Orders").billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(attribute("pk")).keySchema(key("pk")));
            client.putItem(put -> put.tableName("Orders")
                    .item(Map.of("pk", AttributeValue.fromS("one"), "day", AttributeValue.fromS("today"))));

            client.updateTable(update -> update.tableName("Orders")
                    .attributeDefinitions(attribute("pk"), attribute("day")).globalSecondaryIndexUpdates(BY_DAY));
            // DynamoDB Local sometimes cannot describe a table while it adds the index.
            await().ignoreExceptions().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                    client.describeTable(describe -> describe.tableName("Orders")).table().globalSecondaryIndexes()
                            .getFirst().indexStatus()).isEqualTo(IndexStatus.ACTIVE));
            client.updateTable(update -> update.tableName("Orders").streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
            client.putItem(put -> put.tableName("Orders")
                    .item(Map.of("pk", AttributeValue.fromS("two"), "day", AttributeValue.fromS("today"))));

            assertThat(ofToday(client)).hasSize(2);
            assertThat(client.describeTable(describe -> describe.tableName("Orders")).table().streamSpecification()
                    .streamViewType()).isEqualTo(StreamViewType.NEW_IMAGE);

            client.updateTable(update -> update.tableName("Orders").globalSecondaryIndexUpdates(
                    GlobalSecondaryIndexUpdate.builder().delete(delete -> delete.indexName("byDay")).build()));
            await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThatThrownBy(() -> ofToday(client)).isInstanceOf(DynamoDbException.class));
        }
    }

    private static List<Map<String, AttributeValue>> ofToday(DynamoDbClient client) {
        return client.query(query -> query.tableName("Orders").indexName("byDay")
                .keyConditionExpression("#day = :day").expressionAttributeNames(Map.of("#day", "day"))
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromS("today")))).items();
    }

    @Test
    void putItem_lateStreamOfAnOldFile_shouldBeReadFromItsFirstRecord(@TempDir Path directory) {
        var file = directory.resolve("tables.db").toFile();
        try (var database = LocalDatabase.open(file)) {
            createTable(database.client(), "Early");
            createTable(database.client(), "Late");
            for (var n = 0; n < 50; n++) {
                var pk = "early-" + n;
                database.client().putItem(put -> put.tableName("Early").item(item(pk)));
            }
        }
        try (var database = LocalDatabase.open(file)) {
            database.client().putItem(put -> put.tableName("Late").item(item("late")));

            var stream = database.client().describeTable(describe -> describe.tableName("Late")).table()
                    .latestStreamArn();
            var shard = database.streams().describeStream(describe -> describe.streamArn(stream)).streamDescription()
                    .shards().getFirst();
            var iterator = database.streams().getShardIterator(get -> get.streamArn(stream).shardId(shard.shardId())
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
            assertThat(database.streams().getRecords(get -> get.shardIterator(iterator)).records())
                    .extracting(found -> found.dynamodb().keys()).containsExactly(item("late"));
        }
    }

    private static void createTable(DynamoDbClient client, String name) {
        client.createTable(create -> create.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(attribute("pk"))
                .keySchema(key("pk"))
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private static Map<String, AttributeValue> item(String pk) {
        return Map.of("pk", AttributeValue.fromS(pk));
    }
}

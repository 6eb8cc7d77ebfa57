package dev.stampede.local.lab.capacity;

import dev.stampede.local.database.LocalDatabase;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** In-process DynamoDB Local with tables for tests. */
final class Database implements AutoCloseable {

    /** On-demand table with the key pk and no index. */
    static final String PLAIN = "plain";

    /** On-demand table with the key pk, seq and an index for each projection type. */
    static final String INDEXED = "indexed";

    /** Provisioned table with the key pk. */
    static final String PROVISIONED = "provisioned";

    private final LocalDatabase embedded = LocalDatabase.open(null);

    private Database() {}

    static Database start() {
        var database = new Database();
        database.client().createTable(table(PLAIN, List.of("pk")).billingMode(BillingMode.PAY_PER_REQUEST).build());
        database.client().createTable(table(INDEXED, List.of("pk", "seq")).billingMode(BillingMode.PAY_PER_REQUEST)
                .globalSecondaryIndexes(
                        index("all", List.of("a", "seq"), projection -> projection.projectionType(ProjectionType.ALL)),
                        index("keys", List.of("b"),
                                projection -> projection.projectionType(ProjectionType.KEYS_ONLY)),
                        index("some", List.of("a", "b"), projection -> projection
                                .projectionType(ProjectionType.INCLUDE).nonKeyAttributes("text", "list")))
                .build());
        database.client().createTable(table(PROVISIONED, List.of("pk")).billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(
                        ProvisionedThroughput.builder().readCapacityUnits(10L).writeCapacityUnits(10L).build())
                .build());
        return database;
    }

    DynamoDbClient client() {
        return embedded.client();
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue bytes(int size) {
        return text("x".repeat(size));
    }

    static Map<String, AttributeValue> key(String key) {
        return Map.of("pk", text(key));
    }

    static Map<String, AttributeValue> key(String key, long seq) {
        return Map.of("pk", text(key), "seq", number(seq));
    }

    @Override
    public void close() {
        embedded.close();
    }

    private static CreateTableRequest.Builder table(String name, List<String> keys) {
        var attributes = name.equals(INDEXED) ? Stream.of("pk", "seq", "a", "b") : keys.stream();
        return CreateTableRequest.builder().tableName(name).keySchema(schema(keys)).attributeDefinitions(attributes
                .map(attribute -> AttributeDefinition.builder().attributeName(attribute)
                        .attributeType(attribute.equals("seq") ? ScalarAttributeType.N : ScalarAttributeType.S).build())
                .toList());
    }

    private static GlobalSecondaryIndex index(String name, List<String> keys,
            Consumer<Projection.Builder> projection) {
        return GlobalSecondaryIndex.builder().indexName(name).keySchema(schema(keys)).projection(projection).build();
    }

    private static List<KeySchemaElement> schema(List<String> keys) {
        return keys.stream().map(key -> KeySchemaElement.builder().attributeName(key)
                .keyType(key.equals(keys.getFirst()) ? KeyType.HASH : KeyType.RANGE).build()).toList();
    }
}

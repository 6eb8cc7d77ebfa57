package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.template.Values;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Creates tables, always in on-demand mode: provisioned throughput has no effect in a local store. */
public final class TableProvisioning {

    private final DynamoDbClient dynamoDb;

    public TableProvisioning(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Creates a table if it does not exist, with TTL if the template enables it. */
    void create(Resource table) {
        if (createWithoutExpiry(table)) {
            enableExpiry(table);
        }
    }

    /**
     * Creates a table, without TTL, if it does not exist. The database's TTL uses the machine's clock, which is wrong
     * if functions use a different clock.
     *
     * @return whether the table is new
     * @throws TemplateException if a table with this name has different keys, indexes or stream settings
     */
    public boolean createWithoutExpiry(Resource table) {
        var request = request(table);
        try {
            dynamoDb.createTable(request);
            return true;
        } catch (ResourceInUseException existing) {
            requireSameShape(table, request);
            return false;
        }
    }

    private static CreateTableRequest request(Resource table) {
        var values = Values.of(table);
        var request = CreateTableRequest.builder().tableName(table.physicalName())
                .billingMode(BillingMode.PAY_PER_REQUEST).keySchema(keys(values))
                .attributeDefinitions(values.sections("AttributeDefinitions").stream()
                        .map(attribute -> AttributeDefinition.builder().attributeName(attribute.text("AttributeName"))
                                .attributeType(attribute.text("AttributeType")).build())
                        .toList());
        if (values.has("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(values.sections("GlobalSecondaryIndexes").stream()
                    .map(index -> GlobalSecondaryIndex.builder().indexName(index.text("IndexName"))
                            .keySchema(keys(index)).projection(projection(index)).build())
                    .toList());
        }
        if (values.has("LocalSecondaryIndexes")) {
            request.localSecondaryIndexes(values.sections("LocalSecondaryIndexes").stream()
                    .map(index -> LocalSecondaryIndex.builder().indexName(index.text("IndexName"))
                            .keySchema(keys(index)).projection(projection(index)).build())
                    .toList());
        }
        if (values.has("StreamSpecification")) {
            request.streamSpecification(StreamSpecification.builder().streamEnabled(true)
                    .streamViewType(values.section("StreamSpecification").text("StreamViewType")).build());
        }
        return request.build();
    }

    private static List<KeySchemaElement> keys(Values values) {
        return values.sections("KeySchema").stream().map(key -> KeySchemaElement.builder()
                .attributeName(key.text("AttributeName")).keyType(key.text("KeyType")).build()).toList();
    }

    private static Projection projection(Values index) {
        var values = index.section("Projection");
        var projection = Projection.builder().projectionType(values.text("ProjectionType"));
        if (values.has("NonKeyAttributes")) {
            projection.nonKeyAttributes(values.texts("NonKeyAttributes"));
        }
        return projection.build();
    }

    private void enableExpiry(Resource table) {
        var expiry = Values.of(table).section("TimeToLiveSpecification");
        if (expiry.flag("Enabled", false)) {
            dynamoDb.updateTimeToLive(request -> request.tableName(table.physicalName()).timeToLiveSpecification(
                    ttl -> ttl.enabled(true).attributeName(expiry.text("AttributeName"))));
        }
    }

    /** Stored tables with different keys or indexes would make functions fail with confusing errors. */
    private void requireSameShape(Resource table, CreateTableRequest wanted) {
        var existing = dynamoDb.describeTable(request -> request.tableName(table.physicalName())).table();
        var same = existing.keySchema().equals(wanted.keySchema()) && indexes(existing).equals(indexes(wanted))
                && (wanted.streamSpecification() == null || existing.latestStreamArn() != null);
        if (!same) {
            throw new TemplateException("Table " + table.physicalName()
                    + " exists with different keys, indexes or stream settings than in the template; delete the data directory");
        }
    }

    private static Set<String> indexes(TableDescription table) {
        return table.globalSecondaryIndexes().stream().map(index -> index.indexName() + index.keySchema())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> indexes(CreateTableRequest table) {
        return table.globalSecondaryIndexes().stream().map(index -> index.indexName() + index.keySchema())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

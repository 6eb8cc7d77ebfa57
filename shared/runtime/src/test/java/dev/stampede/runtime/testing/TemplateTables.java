package dev.stampede.runtime.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/**
 * The tables as template.yaml defines them, so that tests run on the keys and indexes that are deployed. Without expiry:
 * the database compares it with the machine's clock, and tests write fixed dates.
 */
final class TemplateTables {

    private static final Map<String, Object> RESOURCES = map(template().get("Resources"));

    private TemplateTables() {}

    static CreateTableRequest creation(String logicalId) {
        var properties = map(map(RESOURCES.get(logicalId)).get("Properties"));
        var request = CreateTableRequest.builder()
                .tableName(logicalId)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(list(properties, "AttributeDefinitions").stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(text(attribute, "AttributeName"))
                                .attributeType(text(attribute, "AttributeType"))
                                .build())
                        .toList())
                .keySchema(keys(properties));
        if (properties.containsKey("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(list(properties, "GlobalSecondaryIndexes").stream()
                    .map(TemplateTables::index)
                    .toList());
        }
        if (properties.containsKey("StreamSpecification")) {
            request.streamSpecification(StreamSpecification.builder()
                    .streamEnabled(true)
                    .streamViewType(text(map(properties.get("StreamSpecification")), "StreamViewType"))
                    .build());
        }
        return request.build();
    }

    private static GlobalSecondaryIndex index(Map<String, Object> index) {
        var projection = map(index.get("Projection"));
        var attributes = projection.get("NonKeyAttributes");
        return GlobalSecondaryIndex.builder()
                .indexName(text(index, "IndexName"))
                .keySchema(keys(index))
                .projection(Projection.builder()
                        .projectionType(text(projection, "ProjectionType"))
                        .nonKeyAttributes(
                                attributes == null
                                        ? null
                                        : ((List<?>) attributes).stream().map(String::valueOf).toList())
                        .build())
                .build();
    }

    private static List<KeySchemaElement> keys(Map<String, Object> owner) {
        return list(owner, "KeySchema").stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(text(key, "AttributeName"))
                        .keyType(text(key, "KeyType"))
                        .build())
                .toList();
    }

    private static Map<String, Object> template() {
        var settings = LoadSettings.builder().build();
        var load = new Load(settings, new StandardConstructor(settings) {
            @Override
            protected Optional<ConstructNode> findConstructorFor(Node node) {
                // Tables use no functions of CloudFormation; elsewhere in the template their values do not matter here.
                return node.getTag().getValue().startsWith("!")
                        ? Optional.of(function -> function.getTag().getValue())
                        : super.findConstructorFor(node);
            }
        });
        return map(load.loadFromString(ProjectFiles.text("template.yaml")));
    }

    @SuppressWarnings("unchecked") // YAML mappings of a template have texts as keys
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<Map<String, Object>> list(Map<String, Object> owner, String name) {
        return ((List<?>) owner.get(name)).stream().map(TemplateTables::map).toList();
    }

    private static String text(Map<String, Object> owner, String name) {
        return String.valueOf(owner.get(name));
    }
}

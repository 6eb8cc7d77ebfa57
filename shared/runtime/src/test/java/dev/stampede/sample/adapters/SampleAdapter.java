package dev.stampede.sample.adapters;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An adapter: it may use the SDK. */
public record SampleAdapter(DynamoDbClient client) {
    public String find(String id) {
        var key = Map.of("id", AttributeValue.fromS(id));
        return client.getItem(request -> request.tableName("samples").key(key)).item().get("name").s();
    }
}

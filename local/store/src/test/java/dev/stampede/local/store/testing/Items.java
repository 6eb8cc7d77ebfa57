package dev.stampede.local.store.testing;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the test table. */
public final class Items {

    private Items() {}

    public static Map<String, AttributeValue> item(String id, String type) {
        return Map.of("id", AttributeValue.fromS(id), "type", AttributeValue.fromS(type));
    }
}

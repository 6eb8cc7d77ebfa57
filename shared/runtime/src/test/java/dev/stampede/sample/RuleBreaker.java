package dev.stampede.sample;

import dev.stampede.elsewhere.Elsewhere;
import dev.stampede.sample.adapters.SampleAdapter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks every rule of the architecture once. */
public final class RuleBreaker {
    private final DynamoDbClient client;

    public RuleBreaker(DynamoDbClient client) {
        this.client = client;
    }

    public Elsewhere first() {
        return new Elsewhere(client.scan(request -> request.tableName("carts")).items().getFirst().get("name").s());
    }

    public String second() {
        return new SampleAdapter(client).find("1");
    }
}

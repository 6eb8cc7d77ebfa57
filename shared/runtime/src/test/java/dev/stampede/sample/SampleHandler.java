package dev.stampede.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stampede.sample.adapters.SampleAdapter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A composition root: it may name the libraries it wires. */
public final class SampleHandler implements RequestHandler<String, String> {
    private final SampleAdapter adapter;

    public SampleHandler(DynamoDbClient client) {
        adapter = new SampleAdapter(client);
    }

    @Override
    public String handleRequest(String input, Context context) {
        return adapter.find(input);
    }
}

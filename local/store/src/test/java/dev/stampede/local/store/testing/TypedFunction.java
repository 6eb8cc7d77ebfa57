package dev.stampede.local.store.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.runtime.FunctionEnvironment;
import java.util.ArrayList;

/** Puts each message's body into the table from its settings; fails for bodies that start with "bad". */
public final class TypedFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final FunctionEnvironment environment;
    private final String table;

    public TypedFunction(FunctionEnvironment environment) {
        this.environment = environment;
        this.table = environment.settings().read(settings -> settings.text("TABLE"));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<SQSBatchResponse.BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (message.getBody().startsWith("bad")) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            } else {
                environment.aws().dynamoDb().putItem(
                        put -> put.tableName(table).item(Items.item(message.getBody(), context.getFunctionName())));
            }
        }
        return new SQSBatchResponse(failures);
    }
}

package dev.stampede.local.store.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.runtime.FunctionEnvironment;
import org.jspecify.annotations.Nullable;

/** Counts jobs by name; fails for {@code <b>trouble</b>}. */
public final class Worker implements RequestHandler<SQSEvent, @Nullable Void> {

    public static final String TROUBLE = "<b>trouble</b>";

    private final FunctionEnvironment environment;

    public Worker(FunctionEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        for (var message : event.getRecords()) {
            if (message.getBody().equals(TROUBLE)) {
                throw new IllegalStateException("A job failed");
            }
            environment.metrics().outcome("Jobs", message.getBody());
        }
        return null;
    }
}

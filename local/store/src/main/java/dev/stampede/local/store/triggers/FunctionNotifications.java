package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.NotifiedFunctions;
import dev.stampede.local.store.lambda.Functions;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs functions on topics' messages, asynchronously, with the two retries of Lambda's asynchronous invocations. */
final class FunctionNotifications implements NotifiedFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionNotifications.class);
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, String> idsByArn;
    private final Functions functions;
    private final Stop stop = new Stop();
    private final Threads threads = new Threads("notification");

    FunctionNotifications(Template template, Functions functions) {
        this.idsByArn = template.functions().stream()
                .collect(Collectors.toMap(FunctionDefinition::arn, FunctionDefinition::logicalId));
        this.functions = functions;
    }

    @Override
    public void notify(String functionArn, byte[] event) {
        var id = idsByArn.get(functionArn);
        if (id == null) {
            throw new IllegalArgumentException("There is no function " + functionArn);
        }
        threads.run(() -> run(id, event));
    }

    void stop() {
        stop.request();
    }

    void await(long deadlineNanos) {
        threads.await(deadlineNanos);
    }

    private void run(String id, byte[] event) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (functions.invoke(id, event) instanceof Invocation.Answered || stop.await(PAUSE.multipliedBy(attempt))) {
                return;
            }
        }
        LOG.atWarn().addKeyValue("function", id).log("Notification given up");
    }
}

package dev.stampede.payment;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.adapters.HttpCallbacks;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the store back when a charge of the sandbox changes, as a payment provider does: signed, and once, twice or never. A
 * callback that can't be delivered is dropped: the store does not depend on callbacks.
 */
public final class SandboxCallbackWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxCallbackWorker.class);

    private static final String KEY = "pk";
    private static final String CALLBACKS = "callbacks";
    private static final String REFERENCE = "reference";
    private static final String DASHBOARD = "dashboard";

    private final Predicate<String> callbacks;
    private final Metrics metrics;

    public SandboxCallbackWorker() {
        this(FunctionEnvironment.lambda());
    }

    public SandboxCallbackWorker(FunctionEnvironment environment) {
        this(environment, callbacks(environment));
    }

    /** @param callbacks sends a payload; returns whether the store accepted it */
    SandboxCallbackWorker(FunctionEnvironment environment, Predicate<String> callbacks) {
        this.callbacks = callbacks;
        this.metrics = environment.metrics();
    }

    private static Predicate<String> callbacks(FunctionEnvironment environment) {
        var config = environment.settings().read(SandboxCallbackConfig::fromSettings);
        var signature = new SandboxSignature(config.key(), environment.clock());
        var http = new HttpCallbacks(config.apiUrl() + "/v1/payments/sandbox/events", SandboxSignature.HEADER);
        return payload -> http.send(payload, signature.of(payload));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
        return Telemetry.invocation(context, () -> {
            batch.getRecords().forEach(this::handle);
            return new StreamsEventResponse(List.of());
        });
    }

    private static SandboxEvent event(String key, Map<String, AttributeValue> item) {
        return item.containsKey(DASHBOARD)
                ? SandboxEvent.refunded(key, item.get(REFERENCE).getS(), item.get(DASHBOARD).getL().size())
                : SandboxEvent.of(key);
    }

    private void handle(DynamodbStreamRecord change) {
        var item = change.getDynamodb().getNewImage();
        var times = switch (item.containsKey(CALLBACKS) ? Callbacks.valueOf(item.get(CALLBACKS).getS())
                : Callbacks.ONCE) {
            case ONCE -> 1;
            case TWICE -> 2;
            case NEVER -> 0;
        };
        var key = item.get(KEY).getS();
        for (var time = 0; time < times; time++) {
            var isDelivered = callbacks.test(event(key, item).toJson());
            LOG.info("Sandbox called back", entry("charge", key), entry("delivered", isDelivered));
            metrics.outcome("SandboxCallback", isDelivered ? "Delivered" : "Dropped");
        }
    }
}

package dev.stampede.local.store.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** The outcome of an invocation. */
public sealed interface Invocation {

    String requestId();

    /** The function returned; {@code payload} is its result as JSON. */
    record Answered(String requestId, byte[] payload) implements Invocation {}

    /** The function threw an exception, timed out, or could not start. */
    record Failed(String requestId, String errorType, String errorMessage) implements Invocation {

        /** The failure as JSON, in the format that Lambda returns. */
        public byte[] payload() {
            return JsonNodeFactory.instance.objectNode().put("errorMessage", errorMessage).put("errorType", errorType)
                    .toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The function was not invoked because its reserved concurrency was in use. */
    record Throttled(String requestId) implements Invocation {}
}

package dev.stampede.local.store.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** How an invocation ended. */
public sealed interface Invocation {

    String requestId();

    /** The function returned: {@code payload} is its result as JSON. */
    record Answered(String requestId, byte[] payload) implements Invocation {}

    /** The function threw, took too long, or could not be started. */
    record Failed(String requestId, String errorType, String errorMessage) implements Invocation {

        /** The failure as JSON, as Lambda answers it. */
        public byte[] payload() {
            return JsonNodeFactory.instance.objectNode().put("errorMessage", errorMessage).put("errorType", errorType)
                    .toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** As many invocations as the function's reserved concurrency allows were under way: it was not run. */
    record Throttled(String requestId) implements Invocation {}
}

package dev.stampede.runtime.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Sets up structured logging around one invocation: function name, version, request id and cold start in every line. */
public final class Telemetry {

    private Telemetry() {}

    public static <T> T invocation(Context context, Supplier<T> work) {
        return PowertoolsLogging.withLogging(context, work);
    }
}

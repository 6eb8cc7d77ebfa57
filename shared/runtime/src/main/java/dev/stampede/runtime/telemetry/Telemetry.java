package dev.stampede.runtime.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Sets up structured logging around one invocation: function name, version, request id and cold start in every line. */
public final class Telemetry {

    private Telemetry() {}

    public static <T> T invocation(Context context, Supplier<T> work) {
        var fields = InvocationFields.of(context);
        fields.forEach(MDC::put);
        try {
            return work.get();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}

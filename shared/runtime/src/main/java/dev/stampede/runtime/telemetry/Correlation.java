package dev.stampede.runtime.telemetry;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The correlation id of what the current thread works on: from the first HTTP request it goes into every fact, every
 * event and every log line that follows from it. Bound to the thread for the length of a call.
 */
public final class Correlation {

    private static final String LOG_FIELD = "correlation_id";
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Correlation() {}

    /** Runs {@code work} under the correlation id {@code id} and returns its result. */
    public static <T> T with(String id, Supplier<T> work) {
        var outer = MDC.get(LOG_FIELD);
        MDC.put(LOG_FIELD, id);
        try {
            return ScopedValue.where(CURRENT, id).call(work::get);
        } finally {
            if (outer == null) {
                MDC.remove(LOG_FIELD);
            } else {
                MDC.put(LOG_FIELD, outer);
            }
        }
    }

    /** The id of the work at hand, if any. */
    public static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}

package dev.stampede.runtime.telemetry;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The correlation id of the current thread's work: it is passed from the first HTTP request to every fact, event and
 * log line that follows. Bound to the thread for the duration of a call.
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

    /** The current correlation id, if any. */
    public static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}

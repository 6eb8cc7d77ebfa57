package dev.stampede.webhooks;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests to receivers. Implementations are thread-safe. */
public interface Sender {

    /** How long an attempt can take, from looking up the host to the answer's headers. */
    Duration TIMEOUT = Duration.ofSeconds(15);

    /** What came of a request. */
    sealed interface Answer {

        /** @param retryAfter what the header {@code Retry-After} of a 429 or 503 asks for, not negative, or null */
        record Answered(int status, Duration duration, @Nullable Duration retryAfter) implements Answer {}

        record None(Attempt.Failure failure, Duration duration) implements Answer {}
    }

    /** Posts JSON, and waits at most {@link #TIMEOUT}. Redirects are not followed. */
    Answer post(WebhookUrl url, Map<String, String> headers, String body);
}

package dev.stampede.webhooks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver an event.
 *
 * @param key of the message that asked for it: a message that comes twice is attempted once
 * @param duration from the request to the answer, or to the failure
 * @param status the answer's HTTP status, or null without an answer
 * @param failure why there is no answer, or null
 * @param retryAfter how long the answer asked to wait, or null
 */
public record Attempt(String key, Instant at, Duration duration, @Nullable Integer status, @Nullable Failure failure,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** Why there is no answer. */
    public enum Failure {
        /** The host has no address. */
        UNKNOWN_HOST,
        /** All addresses of the host are private or reserved. */
        ADDRESS_REFUSED,
        /** No connection could be opened. */
        NOT_CONNECTED,
        /** The TLS handshake failed, for example because the certificate is not valid for the host. */
        TLS,
        /** There was no answer in time. */
        TIMEOUT,
        /** The connection was closed, or what came was not an HTTP response within limits. */
        BROKEN
    }

    static Attempt of(String key, Instant at, Sender.Answer answer) {
        return switch (answer) {
            case Sender.Answer.Answered(var status, var duration, var retryAfter) ->
                    new Attempt(key, at, duration, status, null, retryAfter);
            case Sender.Answer.None(var failure, var duration) -> new Attempt(key, at, duration, null, failure, null);
        };
    }

    /** Whether the receiver says that it is gone (Standard Webhooks, "Delivery success or failure"). */
    public boolean isGone() {
        return status != null && status == GONE;
    }

    /** Whether the receiver asks for fewer requests. */
    public boolean isThrottled() {
        return status != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE && retryAfter != null);
    }

    /** Whether the receiver has accepted the event: any status from 200 to 299. */
    public boolean isSuccess() {
        return status != null && status >= 200 && status <= 299;
    }
}

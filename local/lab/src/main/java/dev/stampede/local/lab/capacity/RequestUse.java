package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.Map;

/** Requests to queues and topics, up to a moment or between two moments. Immutable. */
public record RequestUse(Map<Operation, Count> counts) {

    /**
     * A kind of request.
     *
     * @param service {@code sqs} or {@code sns}
     * @param name    the service's name for it, such as {@code SendMessageBatch}
     */
    public record Operation(String service, String name) {}

    /**
     * How often.
     *
     * @param messages in the requests or, of requests that receive, in the answers; 0 for requests without messages
     */
    public record Count(long requests, long messages) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(requests + other.requests, messages + other.messages);
        }

        Count minus(Count other) {
            return new Count(requests - other.requests, messages - other.messages);
        }
    }

    public RequestUse {
        counts = Map.copyOf(counts);
    }

    /** All requests to a service. */
    public Count of(String service) {
        return counts.entrySet().stream().filter(entry -> entry.getKey().service().equals(service))
                .map(Map.Entry::getValue).reduce(Count.NONE, Count::plus);
    }

    public Count of(String service, String operation) {
        return counts.getOrDefault(new Operation(service, operation), Count.NONE);
    }

    /** What was requested after an earlier moment of the same meter. */
    public RequestUse minus(RequestUse earlier) {
        var difference = new HashMap<Operation, Count>();
        counts.forEach((operation, count) -> difference.put(operation,
                count.minus(earlier.counts.getOrDefault(operation, Count.NONE))));
        difference.values().removeIf(Count.NONE::equals);
        return new RequestUse(difference);
    }
}

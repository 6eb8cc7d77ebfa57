package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.Map;

/** Requests to queues and topics, up to a point in time or between two. Immutable. */
public record RequestUse(Map<Operation, Count> counts) {

    /**
     * A kind of request.
     *
     * @param service {@code sqs} or {@code sns}
     * @param name    name of the operation, such as {@code SendMessageBatch}
     */
    public record Operation(String service, String name) {}

    /**
     * The number of requests and messages.
     *
     * @param messages messages in the requests, or in the responses of receive requests; 0 if there are none
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

    /** The requests since an earlier snapshot of the same meter. */
    public RequestUse minus(RequestUse earlier) {
        var difference = new HashMap<Operation, Count>();
        counts.forEach((operation, count) -> difference.put(operation,
                count.minus(earlier.counts.getOrDefault(operation, Count.NONE))));
        difference.values().removeIf(Count.NONE::equals);
        return new RequestUse(difference);
    }
}

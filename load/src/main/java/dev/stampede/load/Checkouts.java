package dev.stampede.load;

import dev.stampede.load.Http.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The responses to the buyers' checkouts. Thread-safe. */
final class Checkouts {

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int MAX_EXAMPLES = 5;

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Integer> soldOut = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Long> millis = new ConcurrentLinkedQueue<>();

    /**
     * An order that the store accepted.
     *
     * @param number number of the order in its scenario
     * @param at     when the response arrived, in epoch milliseconds
     */
    record Accepted(String reference, int number, long at) {}

    void answered(int number, Answer answer, long at, long took) {
        millis.add(took);
        if (answer.status() == ACCEPTED) {
            var reference = StoreUnderTest.json(answer).path("reference").asText();
            accepted.put(reference, new Accepted(reference, number, at));
        } else if (answer.status() == CONFLICT && answer.body().contains("sold-out")) {
            soldOut.add(number);
        } else {
            faults.add(answer.status() + " " + answer.body());
        }
    }

    void unanswered(RuntimeException fault) {
        faults.add(String.valueOf(fault.getMessage()));
    }

    Collection<Accepted> accepted() {
        return accepted.values();
    }

    /** The numbers of the orders that checkout rejected because a SKU was sold out. */
    Collection<Integer> soldOut() {
        return List.copyOf(soldOut);
    }

    /** The number of checkouts that were neither accepted nor rejected as sold out. */
    int faults() {
        return faults.size();
    }

    List<String> someFaults() {
        return faults.stream().distinct().limit(MAX_EXAMPLES).toList();
    }

    /** Response times, in milliseconds. */
    Collection<Long> millis() {
        return List.copyOf(millis);
    }
}

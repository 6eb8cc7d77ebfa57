package dev.stampede.load;

import java.util.List;
import java.util.Map;

/**
 * What came of a run. Times are in milliseconds, unless named otherwise.
 *
 * @param command           how to do it again
 * @param acceptedPerSecond over the time from the first checkout to the last answer
 * @param reservedPerSecond over the time from the first order placed to the last reserved
 * @param finishedPerSecond orders with their mail, over the time from the first checkout to the last mail
 * @param timesTo           from the placing of an order: {@code reserved or rejected}, {@code paid}, {@code emailed}
 * @param answerTimes       of checkouts, as buyers saw them
 */
record Result(String command, Counts counts, double seconds, double acceptedPerSecond, double reservedPerSecond,
        double finishedPerSecond, Map<String, Percentiles> timesTo, Percentiles answerTimes, Stock stock, Units units,
        List<Requests> requests, double cpuSeconds, Map<String, Double> cpuShares, List<Function> functions,
        List<Timeline> timelines, SaleVerdict verdict) {

    Result {
        timesTo = Map.copyOf(timesTo);
        requests = List.copyOf(requests);
        functions = List.copyOf(functions);
        timelines = List.copyOf(timelines);
    }

    /**
     * Orders.
     *
     * @param soldOut refused at once with 409
     * @param faults  answers that were neither 202 nor 409 sold-out, and answers that never came
     */
    record Counts(int tried, int accepted, int soldOut, int faults, int reserved, int rejected, int paid,
            int emailed) {}

    /**
     * How stock was written.
     *
     * @param transactions         carried out or not
     * @param transactionsPerOrder per order reserved
     * @param largestGroup         orders in one transaction
     * @param meanGroup            orders in a transaction that was carried out
     * @param cancellations        by their reason
     * @param conflicts            items in conflict, as far as limits were enforced
     * @param throttled            items refused for lack of units, as far as limits were enforced
     */
    record Stock(long transactions, double transactionsPerOrder, int largestGroup, double meanGroup,
            Map<String, Long> cancellations, long conflicts, long throttled) {}

    /**
     * Units of DynamoDB.
     *
     * @param perOrder per order accepted
     */
    record Units(double writesPerOrder, double readsPerOrder, List<UnitsOf> perOrder) {}

    /** Units of a table or an index, per order accepted. */
    record UnitsOf(String resource, double plainWrites, double transactionalWrites, double failedWrites,
            double reads) {

        double writes() {
            return plainWrites + transactionalWrites + failedWrites;
        }
    }

    /** Requests of functions to a queue or topic, per order accepted. */
    record Requests(String operation, double perOrder, double messagesPerRequest) {}

    /** Invocations of a function. */
    record Function(String name, long invocations, long errors, double meanMillis) {}
}

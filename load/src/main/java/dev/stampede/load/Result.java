package dev.stampede.load;

import java.util.List;
import java.util.Map;

/**
 * The result of a run. Times are in milliseconds unless the name says otherwise.
 *
 * @param command           the command that repeats the run
 * @param acceptedPerSecond from the first checkout to the last response
 * @param reservedPerSecond from the first order placed to the last order reserved
 * @param finishedPerSecond orders whose email was sent, from the first checkout to the last email
 * @param timesTo           times since the order was placed, to {@code reserved or rejected}, {@code paid},
 *                          {@code emailed}
 * @param answerTimes       response times of checkouts, measured by the buyers
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
     * Numbers of orders.
     *
     * @param soldOut rejected at checkout with 409
     * @param faults  responses other than 202 and 409 sold-out, and checkouts without a response
     */
    record Counts(int tried, int accepted, int soldOut, int faults, int reserved, int rejected, int paid,
            int emailed) {}

    /**
     * Stock transactions.
     *
     * @param transactions         attempted transactions, including canceled ones
     * @param transactionsPerOrder per order reserved
     * @param largestGroup         maximum number of orders in a transaction
     * @param meanGroup            mean number of orders in a successful transaction
     * @param cancellations        canceled transactions by reason
     * @param conflicts            items in conflict; 0 without limits
     * @param throttled            throttled items; 0 without limits
     */
    record Stock(long transactions, double transactionsPerOrder, int largestGroup, double meanGroup,
            Map<String, Long> cancellations, long conflicts, long throttled) {}

    /**
     * DynamoDB capacity units.
     *
     * @param perOrder per order accepted
     */
    record Units(double writesPerOrder, double readsPerOrder, List<UnitsOf> perOrder) {}

    /** Capacity units of a table or index, per order accepted. */
    record UnitsOf(String resource, double plainWrites, double transactionalWrites, double failedWrites,
            double reads) {

        double writes() {
            return plainWrites + transactionalWrites + failedWrites;
        }
    }

    /** The functions' requests to a queue or topic, per order accepted. */
    record Requests(String operation, double perOrder, double messagesPerRequest) {}

    /** Invocations of a function. */
    record Function(String name, long invocations, long errors, double meanMillis) {}
}

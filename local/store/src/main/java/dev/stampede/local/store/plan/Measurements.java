package dev.stampede.local.store.plan;

import java.util.List;
import java.util.Map;

/**
 * What orders and requests use.
 *
 * @param measuredOn when {@code order} and {@code secondsTo} were measured
 * @param command    how
 * @param localOrdersPerSecond what the local store accepted at full speed on the machine that measured
 * @param secondsTo  from the stage before, without a queue
 */
public record Measurements(String measuredOn, String command, PerOrder order, double localOrdersPerSecond,
        Map<String, Double> secondsTo, Assumed assumed) {

    /**
     * @param ordersTableWrites  write units in the orders table without its indexes
     * @param orderIndexWrites   write units in its index by day
     * @param writeUnits         in all tables and indexes
     * @param stockWritesPerGroup write units of a shard for a group of orders
     * @param ordersPerGroup     in the groups of the measurement, on average
     * @param facts              published to the topic
     * @param topicRequests      to SNS, each with several facts
     */
    public record PerOrder(double ordersTableWrites, double orderIndexWrites, double writeUnits, double readUnits,
            double stockWritesPerGroup, double ordersPerGroup, double facts, double topicRequests) {

        /** Write units of an order in all tables and indexes, in groups of another size. */
        public double writeUnits(double group) {
            return writeUnits - stockWritesPerGroup / ordersPerGroup + stockWritesPerGroup / group;
        }
    }

    /** What can only be measured in an AWS account, or depends on the shoppers. Batch sizes are those of template.yaml. */
    public record Assumed(String note, List<Requests> requests, double memoryGigabytes, double logBytesPerRequest,
            double authorizerSeconds, double reservationBatchSeconds, double relayBatchSeconds, double relayBatch,
            double paymentBatchSeconds, double emailSeconds,
            double queueRequestsPerOrder, double workerSecondsPerOrder) {

        /** Seconds for which a request keeps an execution busy, with those of the authorizer. */
        double executionSeconds(Requests request) {
            return request.seconds() + (request.functions() - 1) * authorizerSeconds;
        }

        /** Requests of a buyer who gets an order, as all do until it is sold out. */
        double requestsOfABuyer() {
            return requests.stream().mapToDouble(Requests::ofABuyer).sum();
        }

        /** Execution seconds of a buyer who gets an order. */
        double executionSecondsOfABuyer() {
            return requests.stream().mapToDouble(request -> request.ofABuyer() * executionSeconds(request)).sum();
        }
    }

    /**
     * Requests of one kind.
     *
     * @param perBuyer  by each buyer, served or not
     * @param perOrder  by each buyer who gets an order
     * @param seconds   that each lasts
     * @param bytes     of the response
     * @param functions invocations for each, the authorizer's included
     */
    public record Requests(String name, double perBuyer, double perOrder, double seconds, double bytes,
            double functions,
            double readUnits, double writeUnits) {

        private double ofABuyer() {
            return perBuyer + perOrder;
        }
    }

    /** Seconds that an order takes from the stage before, without a queue. */
    public Map<Stage, Double> latency() {
        return Map.of(Stage.RESERVED, secondsTo.get("reserved"), Stage.PAID, secondsTo.get("paid"), Stage.EMAILED,
                secondsTo.get("emailed"));
    }
}

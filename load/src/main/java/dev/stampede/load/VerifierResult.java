package dev.stampede.load;

import java.util.List;
import java.util.Map;

/** What the verifier reads. */
record VerifierResult(String command, int recentOrders, int skus, List<Row> rows) {

    /** An hour's run may read so many times what it reads with the fewest old orders. */
    static final double MAX_GROWTH = 1.2;

    /**
     * The verifier with a number of old orders.
     *
     * @param first all runs until the old orders are summed up and all SKUs verified
     * @param hour the runs of the next hour
     */
    record Row(int oldOrders, double secondsToWrite, Run first, Run hour) {}

    /**
     * The runs of an hour.
     *
     * @param runs the number of invocations
     * @param readUnits in all tables
     * @param readUnitsByTable by table or index
     * @param isVerified whether every SKU was verified
     */
    record Run(
            int runs, double seconds, double readUnits, double writeUnits, Map<String, Double> readUnitsByTable,
            boolean isVerified) {}

    double growth(Row row) {
        return row.hour().readUnits() / rows.getFirst().hour().readUnits();
    }

    boolean holds() {
        return rows.stream().allMatch(
                row -> row.first().isVerified() && row.hour().isVerified() && growth(row) <= MAX_GROWTH);
    }
}

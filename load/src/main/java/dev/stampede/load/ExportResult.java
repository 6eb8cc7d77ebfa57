package dev.stampede.load;

import java.util.List;

/**
 * What exports took.
 *
 * @param heapMb the heap of the function that made them, in MB
 */
record ExportResult(String command, int heapMb, List<Row> rows) {

    ExportResult {
        rows = List.copyOf(rows);
    }

    /**
     * @param kind of the report
     * @param steps messages that were handled
     * @param longestStep seconds
     * @param expected how many rows it has to have
     */
    record Row(
            int orders, String kind, long rows, long expected, long bytes, int steps, double seconds,
            double longestStep) {}

    boolean holds() {
        return rows.stream().allMatch(row -> row.rows() == row.expected());
    }

    @Override
    public String toString() {
        var text = new StringBuilder("Reports made with a heap of %d MB%n%n".formatted(heapMb));
        text.append("%10s %-16s %10s %10s %8s %10s %14s%n".formatted(
                "orders", "report", "rows", "MB", "steps", "seconds", "longest step"));
        for (var row : rows) {
            text.append("%,10d %-16s %,10d %10.1f %8d %10.1f %12.1f s%n".formatted(
                    row.orders(), row.kind(), row.rows(), row.bytes() / 1e6, row.steps(), row.seconds(),
                    row.longestStep()));
        }
        return text.toString();
    }
}

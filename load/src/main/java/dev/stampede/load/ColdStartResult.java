package dev.stampede.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Times of cold starts.
 *
 * @param rounds  starts of each row, in turn
 * @param empty   the empty handler without an AOT cache, to which all are compared
 * @param maxRatio and {@code maxAotRatio} the greatest ratios of first answers, without and with an AOT cache
 */
record ColdStartResult(String command, int rounds, String jvmOptions, Row empty, List<Row> rows, double maxRatio,
        double maxAotRatio) {

    ColdStartResult {
        rows = List.copyOf(rows);
    }

    /**
     * What was started.
     *
     * @param name        the function's logical ID, and what build it is of
     * @param aot         whether with an AOT cache
     * @param isJudged    whether the greatest ratio holds for it
     * @param jarBytes    size of the deployable jar
     * @param init        times from the start of the process until the function asks for its first event
     * @param firstAnswer times from the start of the process until its first answer
     */
    record Row(String name, boolean aot, boolean isJudged, long jarBytes, Percentiles init, Percentiles firstAnswer) {

        private String line(Row empty) {
            return String.format(Locale.ROOT, "%-32s %-5s %8.1f %9d %9d %9d %9d %7.2f", name, aot ? "AOT" : "plain",
                    jarBytes / 1e6, init.p50(), firstAnswer.p50(), firstAnswer.curve().getFirst(), firstAnswer.max(),
                    ratio(empty));
        }

        private double ratio(Row empty) {
            return (double) firstAnswer.p50() / empty.firstAnswer().p50();
        }
    }

    double ratio(Row row) {
        return row.ratio(empty);
    }

    /** The rows whose ratio is too great. */
    List<Row> exceeded() {
        return rows.stream().filter(Row::isJudged).filter(row -> ratio(row) > max(row)).toList();
    }

    private double max(Row row) {
        return row.aot() ? maxAotRatio : maxRatio;
    }

    String text() {
        var lines = rows.stream().map(row -> row.line(empty)).collect(Collectors.joining("\n"));
        var verdict = exceeded().isEmpty()
                ? "holds"
                : exceeded().stream()
                        .map(row -> String.format(Locale.ROOT, "EXCEEDED: %s, %s: %.2f times, at most %.2f", row.name(),
                                row.aot() ? "AOT" : "plain", ratio(row), max(row)))
                        .collect(Collectors.joining("\n"));
        return String.format(Locale.ROOT, """
                Medians of %d cold starts each, in turn, JVM start included (%s)

                %-32s %-5s %8s %9s %9s %9s %9s %7s
                %-32s %-5s %8s %9s %9s %9s %9s %7s
                %s
                %s

                %s""", rounds, jvmOptions, "", "", "jar", "init", "first", "least", "most", "ratio", "", "", "MB", "ms",
                "answer ms", "ms", "ms", "", empty.line(empty), lines, verdict);
    }
}

package dev.stampede.load;

import java.util.Locale;
import java.util.stream.Collectors;

/** Renders a result as text for the terminal. */
final class TextReport {

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    static String of(Result result) {
        var report = new TextReport();
        report.counts(result);
        report.times(result);
        report.stock(result.stock());
        report.units(result);
        report.cpu(result);
        report.verdict(result.verdict());
        return report.text.toString();
    }

    private void counts(Result result) {
        var counts = result.counts();
        line("%s", result.command());
        line("");
        line("checkouts   %,d attempted: %,d accepted, %,d rejected as sold out, %,d failed", counts.tried(),
                counts.accepted(), counts.soldOut(), counts.faults());
        line("orders      %,d reserved, %,d rejected, %,d paid, %,d emailed", counts.reserved(), counts.rejected(),
                counts.paid(), counts.emailed());
        line("per second  %.0f accepted, %.0f reserved, %.0f completed and emailed; %.1f s in total",
                result.acceptedPerSecond(), result.reservedPerSecond(), result.finishedPerSecond(), result.seconds());
    }

    private void times(Result result) {
        line("");
        line("%-34s %8s %8s %8s %8s", "milliseconds", "p50", "p95", "p99", "max");
        percentiles("checkout response", result.answerTimes());
        result.timesTo().entrySet().stream().sorted(java.util.Map.Entry.comparingByValue(
                java.util.Comparator.comparingLong(Percentiles::p50)))
                .forEach(entry -> percentiles("placed to " + entry.getKey(), entry.getValue()));
    }

    private void percentiles(String name, Percentiles times) {
        line("%-34s %8d %8d %8d %8d", name, times.p50(), times.p95(), times.p99(), times.max());
    }

    private void stock(Result.Stock stock) {
        line("");
        line("stock       %,d transactions, %.4f per order reserved; %.1f orders in each on average, %d at most",
                stock.transactions(), stock.transactionsPerOrder(), stock.meanGroup(), stock.largestGroup());
        line("            canceled: %s; items in conflict %,d, throttled %,d",
                stock.cancellations().isEmpty() ? "none" : stock.cancellations(), stock.conflicts(),
                stock.throttled());
    }

    private void units(Result result) {
        line("");
        line("%-34s %8s %8s %8s %8s", "units per order accepted", "writes", "transact.", "failed", "reads");
        for (var units : result.units().perOrder()) {
            line("%-34s %8.2f %8.2f %8.2f %8.2f", units.resource(), units.plainWrites(), units.transactionalWrites(),
                    units.failedWrites(), units.reads());
        }
        line("%-34s %8.2f %17s %8.2f", "total", result.units().writesPerOrder(), "", result.units().readsPerOrder());
        line("");
        line("requests    %s", result.requests().stream().map(requests -> String.format(Locale.ROOT,
                "%s %.3f per order (%.1f messages each)", requests.operation(), requests.perOrder(),
                requests.messagesPerRequest())).collect(Collectors.joining(", ")));
    }

    private void cpu(Result result) {
        line("");
        line("CPU         %.1f s of CPU time, of which", result.cpuSeconds());
        result.cpuShares().forEach((name, share) -> line("  %5.1f %%   %s", share * 100, name));
        line("");
        line("%-34s %8s %8s %8s", "functions", "calls", "errors", "mean ms");
        result.functions().forEach(function -> line("%-34s %8d %8d %8.1f", function.name(), function.invocations(),
                function.errors(), function.meanMillis()));
    }

    private void verdict(SaleVerdict verdict) {
        line("");
        for (var sku : verdict.skus()) {
            line("%-11s received %,d = available %,d + held or sold in the order log %,d", sku.sku(), sku.received(),
                    sku.available(), sku.held());
        }
        line("result      %s", verdict.holds() ? "all checks passed" : "CHECKS FAILED");
        verdict.faults().forEach(fault -> line("            %s", fault));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}

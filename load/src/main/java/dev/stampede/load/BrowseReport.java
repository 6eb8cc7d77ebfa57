package dev.stampede.load;

import dev.stampede.load.BrowseResult.Pages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders a result as text. */
final class BrowseReport {

    private final StringBuilder text = new StringBuilder();

    private BrowseReport() {}

    static String of(BrowseResult result) {
        var report = new BrowseReport();
        report.line("command     %s", result.command());
        report.line("");
        report.imports(result);
        report.line("");
        report.pages(result);
        report.changes(result);
        report.sizes(result);
        return report.text.toString();
    }

    private void imports(BrowseResult result) {
        for (var loaded : result.imports()) {
            line("%-16s catalog of %,d products loaded in %.1f s, all found %.1f s later", loaded.store(),
                    loaded.products(), loaded.seconds(), loaded.searchableSeconds());
        }
    }

    private void pages(BrowseResult result) {
        line("%-16s %9s  %-20s %10s %7s %7s %7s %10s %-20s  %s", "store", "products", "page", "requests/s", "p50 ms",
                "p99 ms", "max ms", "RCU/req.", "cache hits (stale)", "compared with the first store");
        for (var pages : result.pages()) {
            line("%-16s %,9d  %-20s %10.0f %7d %7d %7d %10s %-20s  %s", pages.store(), pages.products(), pages.page(),
                    pages.median(), pages.latency().p50(), pages.latency().p99(), pages.latency().max(),
                    units(pages.readUnitsPerRequest()), hits(pages), comparison(pages, result.pages()));
            pages.failures().forEach((status, count) -> line("%50s %,d responses with status %d", "FAILED:", count,
                    status));
        }
    }

    private void changes(BrowseResult result) {
        result.changes().forEach(changes -> line(
                "%-16s %,9d  changes found after p50 %,d ms, p99 %,d ms, max %,d ms", changes.store(),
                changes.products(),
                changes.millis().p50(), changes.millis().p99(), changes.millis().max()));
    }

    private static String comparison(Pages pages, List<Pages> all) {
        var first = all.stream().filter(
                other -> other.page() == pages.page() && other.products() == pages.products()).findFirst()
                .orElseThrow();
        if (first == pages) {
            return "";
        }
        var ratio = pages.median() / first.median();
        return String.format(Locale.ROOT, "%.2f times (rounds: %s | %s)", ratio, rates(first), rates(pages));
    }

    private static String rates(Pages pages) {
        return pages.perSecond().stream().map(rate -> String.format(Locale.ROOT, "%.0f", rate))
                .collect(Collectors.joining(" "));
    }

    /** Each page at all sizes of the catalog: neither time nor read units may grow with it. */
    private void sizes(BrowseResult result) {
        var sizes = result.pages().stream().map(Pages::products).distinct().toList();
        if (sizes.size() < 2) {
            return;
        }
        line("");
        line("%-16s  %-20s %s", "store", "page", sizes.stream()
                .map(size -> String.format(Locale.ROOT, "%28s", String.format(Locale.ROOT, "%,d products", size)))
                .collect(Collectors.joining()));
        result.pages().stream().filter(pages -> pages.products() == sizes.getFirst()).forEach(first -> line(
                "%-16s  %-20s %s", first.store(), first.page(), result.pages().stream()
                        .filter(pages -> pages.store().equals(first.store()) && pages.page() == first.page())
                        .map(pages -> String.format(Locale.ROOT, "%10.0f/s %4d ms %6s RCU", pages.median(),
                                pages.latency().p99(), units(pages.readUnitsPerRequest())))
                        .collect(Collectors.joining())));
    }

    private static String hits(Pages pages) {
        return pages.cacheReads().entrySet().stream()
                .map(level -> String.format(Locale.ROOT, "%s %.1f%% (%.1f%%)", level.getKey(),
                        level.getValue().hitPercent(),
                        100 * level.getValue().stale() / level.getValue().count()))
                .collect(Collectors.joining(", "));
    }

    private static String units(@Nullable Double units) {
        return units == null ? "" : String.format(Locale.ROOT, "%.3f", units);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}

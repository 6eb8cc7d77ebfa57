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
        return report.text.toString();
    }

    private void imports(BrowseResult result) {
        for (var loaded : result.imports()) {
            line("%-16s catalog of %,d products loaded in %.1f s", loaded.store(), loaded.products(),
                    loaded.seconds());
        }
    }

    private void pages(BrowseResult result) {
        line("%-16s %9s  %-20s %10s %7s %7s %7s %10s  %s", "store", "products", "page", "requests/s", "p50 ms",
                "p99 ms", "max ms", "RCU/req.", "compared with the first store");
        for (var pages : result.pages()) {
            line("%-16s %,9d  %-20s %10.0f %7d %7d %7d %10s  %s", pages.store(), pages.products(), pages.page(),
                    pages.median(), pages.latency().p50(), pages.latency().p99(), pages.latency().max(),
                    units(pages.readUnitsPerRequest()), comparison(pages, result.pages()));
            pages.failures().forEach((status, count) -> line("%50s %,d responses with status %d", "FAILED:", count,
                    status));
        }
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

    private static String units(@Nullable Double units) {
        return units == null ? "" : String.format(Locale.ROOT, "%.3f", units);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}

package dev.stampede.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders a result as a self-contained HTML page. */
final class Page {

    private Page() {}

    static String of(Result result) {
        var units = result.units().perOrder().stream().collect(Collectors.toMap(Result.UnitsOf::resource,
                Result.UnitsOf::writes, Double::sum, LinkedHashMap::new));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Stampede load test</title>
                <style>body{font:15px system-ui,sans-serif;max-width:900px;margin:2rem auto;padding:0 1rem;color:#222}
                pre{background:#f6f8fa;padding:1rem;overflow:auto;font-size:13px}svg text{font:12px system-ui,sans-serif}
                h2{margin-top:2rem}</style></head><body>
                <h1>Stampede load test</h1>
                <p><code>%s</code></p>
                <h2>Orders per second</h2>%s
                <h2>Milliseconds since the order was placed, by percentile</h2>%s
                <h2>Write units per order: %.2f</h2>%s
                <h2>CPU time: %.1f s, in percent</h2>%s
                <h2>Full report</h2><pre>%s</pre>
                </body></html>
                """.formatted(Svg.escaped(result.command()), Svg.lines("seconds", timelines(result.timelines())),
                Svg.lines("percent of orders", curves(result.timesTo())), result.units().writesPerOrder(),
                Svg.bars(units, "%.2f"), result.cpuSeconds(), Svg.bars(percent(result.cpuShares()), "%.1f"),
                Svg.escaped(TextReport.of(result)));
    }

    private static Map<String, List<Long>> timelines(List<Timeline> timelines) {
        return timelines.stream().collect(
                Collectors.toMap(Timeline::name, Timeline::perSecond, (a, _) -> a, LinkedHashMap::new));
    }

    private static Map<String, List<Long>> curves(Map<String, Percentiles> times) {
        return times.entrySet().stream().sorted(Map.Entry.comparingByKey()).collect(
                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().curve(), (a, _) -> a,
                        LinkedHashMap::new));
    }

    private static Map<String, Double> percent(Map<String, Double> shares) {
        return shares.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, share -> share.getValue() * 100,
                (a, _) -> a, LinkedHashMap::new));
    }
}

package dev.stampede.load;

import dev.stampede.local.store.plan.Bill;
import dev.stampede.local.store.plan.Ceiling;
import dev.stampede.local.store.plan.Plan;
import dev.stampede.local.store.plan.Plan.Outcome;
import dev.stampede.local.store.plan.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders a plan as a self-contained HTML page. */
final class PlanPage {

    private PlanPage() {}

    static String of(Plan plan, String text) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Stampede plan</title>
                <style>:root{color-scheme:light dark}
                body{font:15px system-ui,sans-serif;max-width:900px;margin:2rem auto;padding:0 1rem}
                pre{background:light-dark(#f6f8fa,#202428);padding:1rem;overflow:auto;font-size:13px}
                svg{max-width:100%%;height:auto}svg text{font:12px system-ui,sans-serif}
                svg text:not([fill]){fill:currentColor}svg text[fill="#666"]{fill:light-dark(#666,#aaa)}
                svg line{stroke:light-dark(#ddd,#444)}h2{margin-top:2rem}</style></head><body>
                <h1>Plan for a sale</h1>
                <h2>Prepared: orders in each second</h2>%s
                <h2>With the template's defaults: orders in each second</h2>%s
                <h2>Prepared: orders a second that each limit lets through</h2>%s
                <h2>The bill: %s</h2>%s
                <h2>Full plan</h2><pre>%s</pre>
                </body></html>
                """.formatted(Svg.lines("seconds", timelines(plan.whenPrepared())),
                Svg.lines("seconds", timelines(plan.byDefault())),
                Svg.bars(ceilings(plan.whenPrepared().ceilings()), "%,.0f"),
                String.format(Locale.ROOT, "$%,.2f", plan.whenPrepared().bill().total()),
                Svg.bars(lines(plan.whenPrepared().bill()), "$%,.2f"), Svg.escaped(text));
    }

    /** Without emails, which can take hours. */
    private static Map<String, List<Long>> timelines(Outcome outcome) {
        var timelines = new LinkedHashMap<String, List<Long>>();
        for (var stage : List.of(Stage.ACCEPTED, Stage.RESERVED, Stage.PAID)) {
            timelines.put(stage.name().toLowerCase(Locale.ROOT), outcome.forecast().timeline().get(stage));
        }
        return timelines;
    }

    private static Map<String, Double> ceilings(List<Ceiling> ceilings) {
        return ceilings.stream().collect(
                Collectors.toMap(Ceiling::name, Ceiling::perSecond, Math::min, LinkedHashMap::new));
    }

    private static Map<String, Double> lines(Bill bill) {
        return bill.lines().stream()
                .collect(Collectors.toMap(Bill.Line::name, Bill.Line::usd, Double::sum, LinkedHashMap::new));
    }
}

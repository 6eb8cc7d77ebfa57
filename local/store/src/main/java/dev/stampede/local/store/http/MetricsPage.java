package dev.stampede.local.store.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sums of the functions' business metrics since the start. */
public final class MetricsPage implements LocalPage {

    private final Supplier<Map<String, Double>> sums;

    public MetricsPage(Supplier<Map<String, Double>> sums) {
        this.sums = sums;
    }

    @Override
    public String path() {
        return "/_local/metrics";
    }

    @Override
    public String about() {
        return "sums of the business metrics since the start";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        var current = sums.get();
        return Optional.of(call.wantsHtml()
                ? HttpReply.html(Html.page("Metrics", Html.table(List.of("metric", "sum"), current.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), String.valueOf(entry.getValue()))).toList())))
                : HttpReply.json(200, current));
    }
}

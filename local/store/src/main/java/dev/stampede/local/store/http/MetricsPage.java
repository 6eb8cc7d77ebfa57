package dev.stampede.local.store.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions' business metrics since the start. */
public final class MetricsPage implements LocalPage {

    private final Supplier<Map<String, Object>> metrics;

    public MetricsPage(Supplier<Map<String, Object>> metrics) {
        this.metrics = metrics;
    }

    @Override
    public String path() {
        return "/_local/metrics";
    }

    @Override
    public String about() {
        return "the business metrics since the start: sums, and the median and 99th percentile of times";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        return Optional.of(HttpReply.json(200, metrics.get()));
    }
}

package dev.stampede.local.store.http;

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
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        return Optional.of(HttpReply.json(200, sums.get()));
    }
}

package dev.stampede.local.store.http;

import dev.stampede.local.store.replay.Replay;
import java.util.Optional;
import java.util.function.Supplier;

/** Replays parked stream records on POST. */
public final class ReplayPage implements LocalPage {

    private final Supplier<Replay> replays;

    /** @param replays creates a replay for each request */
    public ReplayPage(Supplier<Replay> replays) {
        this.replays = replays;
    }

    @Override
    public String path() {
        return "/_local/replay";
    }

    @Override
    public String about() {
        return "POST replays parked stream records";
    }

    /** Requires the content type JSON, which web pages of other origins cannot send without a preflight request. */
    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("POST") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        if (call.header("Content-Type").filter(type -> type.startsWith("application/json")).isEmpty()) {
            return Optional.of(
                    HttpReply.problem(415, "Unsupported media type", "Content-Type must be application/json"));
        }
        return Optional.of(HttpReply.json(200, replays.get().run()));
    }
}

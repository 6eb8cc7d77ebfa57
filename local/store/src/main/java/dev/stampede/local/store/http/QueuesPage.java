package dev.stampede.local.store.http;

import dev.stampede.local.store.replay.Replay;
import dev.stampede.local.store.replay.StackQueues;
import dev.stampede.local.store.replay.StackQueues.Queue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the template's queues with their message counts, and the messages in dead-letter queues, and returns those messages
 * to where they came from.
 */
public final class QueuesPage implements LocalPage {

    public static final String PATH = "/_local/queues";

    private static final String REDRIVE = "/redrive";

    private final StackQueues queues;
    private final Map<String, String> replays;

    /** @param replays paths that replay a queue's messages in its own way, by the queue's logical ID */
    public QueuesPage(StackQueues queues, Map<String, String> replays) {
        this.queues = queues;
        this.replays = Map.copyOf(replays);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String about() {
        return "queues, message counts, and dead letters; POST /QUEUE/redrive returns dead letters to their queue";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        var below = call.rawPath().substring(path().length());
        if (call.method().equals("GET") && below.isEmpty()) {
            return Optional.of(HttpReply.json(200, queues.all().stream().map(this::json).toList()));
        }
        return call.method().equals("POST") && below.endsWith(REDRIVE)
                ? Optional.of(redrive(call, below.substring(1, below.length() - REDRIVE.length())))
                : Optional.empty();
    }

    /** Requires the content type JSON, which web pages of other origins cannot send without a preflight request. */
    private HttpReply redrive(HttpCall call, String name) {
        if (call.header("Content-Type").filter(type -> type.startsWith("application/json")).isEmpty()) {
            return HttpReply.problem(415, "Unsupported media type", "Content-Type must be application/json");
        }
        var queue = queues.find(name);
        if (queue.isEmpty()) {
            return HttpReply.problem(404, "Queue not found", "Unknown queue " + name);
        }
        if (queue.get().sources().isEmpty()) {
            return HttpReply.problem(409, "Not a dead-letter queue of a queue",
                    "No queue sends its dead letters to " + name);
        }
        return HttpReply.json(200, new Replay.Report(queues.redrive(queue.get()), List.of()));
    }

    private Map<String, Object> json(Queue queue) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", queue.name());
        json.put("deadLetters", queue.deadLetters());
        json.put("waiting", queue.waiting());
        json.put("inFlight", queue.inFlight());
        json.put("delayed", queue.delayed());
        json.put("sources", queue.sources());
        replay(queue).ifPresent(path -> json.put("replay", path));
        json.put("messages", queue.messages());
        return json;
    }

    private Optional<String> replay(Queue queue) {
        return Optional.ofNullable(replays.get(queue.name())).or(() -> queue.sources().isEmpty() ? Optional.empty()
                : Optional.of(path() + "/" + queue.name() + REDRIVE));
    }
}

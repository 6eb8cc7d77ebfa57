package dev.stampede.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stampede.local.store.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Requests as API Gateway brings them to functions. Who gets no answer, or a 5xx, sends the same again. */
final class Api {

    private static final double ANSWER_LOST = .08;

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");

    private static final Map<String, String> SAMPLES = new ConcurrentHashMap<>();

    private final Path events;
    private final Functions functions;
    private final Agenda agenda;
    private final Random random;
    private int unanswered;

    /** @param events the folder of sample events */
    Api(Path events, Functions functions, Agenda agenda, Random random) {
        this.events = events;
        this.functions = functions;
        this.agenda = agenda;
        this.random = random;
    }

    /** Of a caller: a guest, a customer or staff. */
    record Caller(@Nullable String id, boolean admin) {

        static final Caller GUEST = new Caller(null, false);
        static final Caller STAFF = new Caller("staff", true);

        static Caller customer(String id) {
            return new Caller(id, false);
        }
    }

    /**
     * A request.
     *
     * @param sample a file of {@code events/}; its name begins with the function's
     * @param path   path parameters
     * @param body   JSON, or a text that is sent as it is; not sent where the method has none
     */
    record Request(String sample, Caller caller, Map<String, String> path, Map<String, String> headers, Object body) {

        String function() {
            return sample.substring(0, sample.indexOf('-'));
        }
    }

    /** How many requests have no final answer yet. */
    int unanswered() {
        return unanswered;
    }

    /** Sends a request after {@code delay}. @param then takes status and body of the answer that arrives */
    void send(Duration delay, Request request, BiConsumer<Integer, JsonNode> then) {
        unanswered++;
        agenda.add(delay, () -> send(request, then));
    }

    /** Whoever hears nothing, because the function failed or its answer is lost on the way, sends the same again. */
    private void send(Request request, BiConsumer<Integer, JsonNode> then) {
        var invocation = functions.invoke(request.function(), event(request), 0,
                request.sample() + " " + request.path() + " " + request.headers().values());
        var again = Duration.ofMillis(1000L + random.nextInt(20_000));
        var isLost = random.nextDouble() < ANSWER_LOST;
        if (!isLost && invocation instanceof Invocation.Answered answered
                && ResponseJson.read(answered.payload()).path("statusCode").asInt() < 500) {
            var answer = ResponseJson.read(answered.payload());
            unanswered--;
            then.accept(answer.path("statusCode").asInt(), body(answer.path("body").asText("{}")));
        } else {
            agenda.add(again, () -> send(request, then));
        }
    }

    /** A page is a text. */
    private static JsonNode body(String text) {
        return text.startsWith("<") ? TextNode.valueOf(text) : ResponseJson.read(text.isEmpty() ? "{}" : text);
    }

    private byte[] event(Request request) {
        var event = (ObjectNode) ResponseJson.read(SAMPLES.computeIfAbsent(request.sample(), this::sample));
        var path = event.putObject("pathParameters");
        request.path().forEach(path::put);
        var headers = event.putObject("headers");
        request.headers().forEach(headers::put);
        event.remove("multiValueHeaders");
        var context = (ObjectNode) event.path("requestContext");
        context.put("requestId", "request");
        var authorizer = context.putObject("authorizer").put("principalId", "someone");
        if (request.caller().id() != null) {
            authorizer.put("customerId", request.caller().id());
        }
        if (request.caller().admin()) {
            authorizer.put("groups", "admin");
        }
        if (WITHOUT_BODY.contains(event.path("httpMethod").asText())) {
            event.putNull("body");
        } else {
            event.put("body", request.body() instanceof String text ? text : ResponseJson.write(request.body()));
        }
        return ResponseJson.bytes(event);
    }

    private String sample(String name) {
        try {
            return Files.readString(events.resolve(name + ".json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

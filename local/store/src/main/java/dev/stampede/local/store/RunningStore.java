package dev.stampede.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.http.QueuesPage;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.replay.Replay;
import dev.stampede.local.store.replay.StackQueues.Letter;
import dev.stampede.local.store.replay.StackQueues.Queue;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A local store that runs in another process. */
final class RunningStore {

    /** Lambda's maximum timeout. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final int THROTTLED = 429;

    private final URI url;

    RunningStore(URI url) {
        this.url = url;
    }

    /**
     * Invokes a function.
     *
     * @return the result; empty if no store is running at the URL
     * @throws CannotStart if the server at the URL does not invoke the function
     */
    Optional<Invocation> invoke(String function, byte[] event) {
        var request = HttpRequest.newBuilder(url.resolve("/_local/functions/" + function + "/invocations"))
                .timeout(TIMEOUT).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(event)).build();
        try (var client = HttpClient.newHttpClient()) {
            return Optional.of(invocation(client.send(request, HttpResponse.BodyHandlers.ofByteArray())));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (IOException fault) {
            throw new CannotStart("The store at " + url + " did not respond: " + fault.getMessage(), fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted", stopped);
        }
    }

    /**
     * Replays the store's parked stream records.
     *
     * @throws CannotStart if no local store runs at the URL
     */
    Replay.Report replay() {
        return Json.read(send(post("/_local/replay")), Replay.Report.class);
    }

    /**
     * The store's queues.
     *
     * @throws CannotStart if no local store runs at the URL
     */
    List<Queue> queues() {
        var queues = new ArrayList<Queue>();
        parse(send(HttpRequest.newBuilder(url.resolve(QueuesPage.PATH)))).forEach(queue -> queues.add(queue(queue)));
        return queues;
    }

    /**
     * Returns the messages of a dead-letter queue to the queues that they came from.
     *
     * @return the number of messages returned
     */
    long redrive(String queue) {
        return Json.read(send(post(QueuesPage.PATH + "/" + queue + "/redrive")), Replay.Report.class).replayed();
    }

    private static Queue queue(JsonNode json) {
        var messages = new ArrayList<Letter>();
        json.path("messages").forEach(message -> messages.add(new Letter(message.path("messageId").asText(),
                message.path("sentAt").asText(), message.path("body").asText())));
        var sources = new ArrayList<String>();
        json.path("sources").forEach(source -> sources.add(source.asText()));
        return new Queue(json.path("name").asText(), json.path("deadLetters").asBoolean(),
                json.path("waiting").asLong(), json.path("inFlight").asLong(), json.path("delayed").asLong(), sources,
                messages);
    }

    private HttpRequest.Builder post(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody());
    }

    private String send(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CannotStart("The server at " + url + " is not a local store, or refuses: "
                        + response.body().strip(), null);
            }
            return response.body();
        } catch (IOException fault) {
            throw new CannotStart("No local store is running at " + url, fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted", stopped);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException notJson) {
            throw new CannotStart("The store did not return JSON", notJson);
        }
    }

    private Invocation invocation(HttpResponse<byte[]> response) {
        if (response.statusCode() == THROTTLED) {
            return new Invocation.Throttled("");
        }
        if (response.statusCode() != 200) {
            throw new CannotStart("The server at " + url + " does not invoke the function: "
                    + new String(response.body(), StandardCharsets.UTF_8).strip(), null);
        }
        return response.headers().firstValue("X-Amz-Function-Error").isPresent() ? failed(response.body())
                : new Invocation.Answered("", response.body());
    }

    private static Invocation.Failed failed(byte[] body) {
        var json = parse(new String(body, StandardCharsets.UTF_8));
        return new Invocation.Failed("", json.path("errorType").asText(), json.path("errorMessage").asText());
    }
}

package dev.stampede.local.store;

import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.replay.Replay;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        var request = HttpRequest.newBuilder(url.resolve("/_local/replay")).timeout(TIMEOUT)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.noBody()).build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CannotStart("The server at " + url + " does not replay records: " + response.body().strip(),
                        null);
            }
            return Json.read(response.body(), Replay.Report.class);
        } catch (IOException fault) {
            throw new CannotStart("No local store is running at " + url, fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted", stopped);
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
        try {
            var json = Json.parse(new String(body, StandardCharsets.UTF_8));
            return new Invocation.Failed("", json.path("errorType").asText(), json.path("errorMessage").asText());
        } catch (IOException notJson) {
            throw new CannotStart("The store did not return JSON", notJson);
        }
    }
}

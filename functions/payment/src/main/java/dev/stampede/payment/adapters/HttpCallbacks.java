package dev.stampede.payment.adapters;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends callbacks over HTTP, each up to three times. Thread-safe. */
public final class HttpCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(HttpCallbacks.class);

    private static final int TRIES = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI url;
    private final String signatureHeader;

    /** @param signatureHeader the name of the header with the signature */
    public HttpCallbacks(String url, String signatureHeader) {
        this.url = URI.create(url);
        this.signatureHeader = signatureHeader;
    }

    /** @return whether the store accepted it */
    public boolean send(String payload, String signature) {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(signatureHeader, signature)
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        for (var tried = 0; tried < TRIES; tried++) {
            if (isAccepted(request)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAccepted(HttpRequest request) {
        try {
            var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warn("The callback was answered with {}", status);
            }
            return status / 100 == 2;
        } catch (IOException unreachable) {
            LOG.warn("The callback was not answered", unreachable);
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", ended);
        }
    }
}

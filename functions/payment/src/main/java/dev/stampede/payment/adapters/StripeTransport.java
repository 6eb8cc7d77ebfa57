package dev.stampede.payment.adapters;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/**
 * Sends the library's requests. The library's own transport needs the classes of Stripe's objects, for a header with
 * statistics; the deployed jar does not have them. Thread-safe.
 */
final class StripeTransport extends HttpClient {

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        try {
            return send(request);
        } catch (IOException unanswered) {
            throw new ApiConnectionException("No answer from Stripe", unanswered);
        }
    }

    private static StripeResponse send(StripeRequest request) throws IOException {
        var connection = (HttpURLConnection) request.url().openConnection();
        connection.setConnectTimeout(request.options().getConnectTimeout());
        connection.setReadTimeout(request.options().getReadTimeout());
        connection.setUseCaches(false);
        connection.setRequestMethod(request.method().name());
        request.headers().map()
                .forEach((name, values) -> connection.setRequestProperty(name, String.join(",", values)));
        connection.setRequestProperty("User-Agent", buildUserAgentString(request));
        if (request.content() != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", request.content().contentType());
            try (var body = connection.getOutputStream()) {
                body.write(request.content().byteArrayContent());
            }
        }
        var status = connection.getResponseCode();
        try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            var text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new StripeResponse(status, HttpHeaders.of(connection.getHeaderFields()), text);
        }
    }
}

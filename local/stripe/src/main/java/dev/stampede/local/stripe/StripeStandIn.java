package dev.stampede.local.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for the part of Stripe's API that the store uses: PaymentIntents, refunds, disputes and signed events. It checks
 * requests as Stripe does: key, version, form fields, and that an idempotency key is used for one request. Moves no money.
 * Thread-safe. Closing it stops the server.
 *
 * <p>Payment methods determine the outcome as Stripe's test payment methods do:
 *
 * <pre>
 * pm_card_visa                                    succeeded
 * pm_card_visa_chargeDeclined                     card_declined, generic_decline
 * pm_card_visa_chargeDeclinedInsufficientFunds    card_declined, insufficient_funds
 * pm_card_authenticationRequired                  the customer must confirm; see {@link #confirm}
 * pm_card_processing                              processing until {@link #settle}; not one of Stripe's
 * </pre>
 *
 * A confirmation token of the same name, {@code ctoken_card_visa}, stands for the payment method.
 */
public final class StripeStandIn implements AutoCloseable {

    /** The version of the API that the library sends. */
    private static final String VERSION = com.stripe.Stripe.API_VERSION;

    private static final Set<String> INTENT_FIELDS = Set.of("amount", "currency", "capture_method",
            "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]", "description",
            "metadata[order]", "metadata[attempt]", "statement_descriptor_suffix");
    private static final String EXPAND = "expand[0]";
    private static final Set<String> CONFIRM_FIELDS = Set.of(
            "payment_method", "confirmation_token", "use_stripe_sdk", EXPAND);
    private static final Set<String> CAPTURE_FIELDS = Set.of("amount_to_capture");
    private static final Set<String> REFUND_FIELDS = Set.of("payment_intent", "amount", "metadata[key]");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** How long an authorization of a card is good. */
    private static final Duration AUTHORIZED_TIME = Duration.ofDays(7);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Reply(int status, JsonNode body) {}

    private record Stored(String request, Reply reply) {}

    /** An event as it is sent to the webhook. */
    public record SignedEvent(String payload, String signature) {}

    private final HttpServer server;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Map<String, ObjectNode> intents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
    private final Map<String, ObjectNode> disputes = new LinkedHashMap<>();
    private final Map<String, Stored> byIdempotencyKey = new HashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    /** By PaymentIntent, in seconds. */
    private final Map<String, Long> captureBefore = new HashMap<>();
    private final Set<String> uncapturable = ConcurrentHashMap.newKeySet();
    private volatile String apiKey = "sk_test_standin";
    private volatile String webhookSecret = "whsec_standin";
    private volatile @Nullable URI webhook;
    private volatile String lossyPath = "";
    private int sequence;

    private StripeStandIn(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Starts it on a free port of the loopback interface. */
    public static StripeStandIn start(Clock clock) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var standIn = new StripeStandIn(server, clock);
            server.createContext("/", standIn::handle);
            server.setExecutor(standIn.threads);
            server.start();
            return standIn;
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** The base URL, without a slash at the end. */
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The secret that the store reads: {@code {"apiKey": ..., "webhookSecrets": [...]}}. */
    public String secret() {
        return JSON.createObjectNode().put("apiKey", apiKey)
                .set("webhookSecrets", JSON.createArrayNode().add(webhookSecret)).toString();
    }

    /** From now on, only these are valid. */
    public void rotate(String newApiKey, String newWebhookSecret) {
        apiKey = newApiKey;
        webhookSecret = newWebhookSecret;
    }

    /** Sends events to this URL from now on. */
    public void sendEventsTo(URI url) {
        webhook = url;
    }

    /**
     * Carries out the next POST request to a path and closes the connection without an answer, also when it is repeated: the
     * JDK's HTTP client repeats a request once by itself.
     *
     * @param pathEnd such as {@code /confirm}
     */
    public void loseAnswer(String pathEnd) {
        lossyPath = pathEnd;
        lostAnswers.set(2);
    }

    /** What the store did that Stripe would not accept. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** The PaymentIntent of an order's attempt. */
    public synchronized Optional<JsonNode> intent(String order, int attempt) {
        return intents.values().stream().filter(intent -> intent.at("/metadata/order").asText().equals(order)
                && intent.at("/metadata/attempt").asText().equals(Integer.toString(attempt))).findFirst()
                .map(JsonNode::deepCopy);
    }

    /** The minor units that were captured and not refunded. */
    public synchronized long balance() {
        return balance(_ -> true);
    }

    /** Those of an order. */
    public synchronized long balance(String order) {
        return balance(intent -> intent.at("/metadata/order").asText().equals(order));
    }

    private long balance(Predicate<JsonNode> counted) {
        return intents.values().stream().filter(counted).mapToLong(intent -> intent.path("amount_received").asLong())
                .sum()
                - refunds.values().stream().filter(refund -> !refund.path("status").asText().equals("failed"))
                        .filter(refund -> counted.test(intents.get(refund.path("payment_intent").asText())))
                        .mapToLong(refund -> refund.path("amount").asLong()).sum();
    }

    /** The customer confirms or refuses in the form. Does nothing if the PaymentIntent does not wait for that. */
    public void confirm(String intent, boolean isConfirmed) {
        change(intent, "requires_action", one -> {
            if (isConfirmed) {
                return succeed(one);
            }
            fail(one, "payment_intent_authentication_failure", null);
            return "payment_intent.payment_failed";
        });
    }

    /** Decides about a payment that is processing. */
    public void settle(String intent, boolean isPaid) {
        change(intent, "processing", one -> {
            if (isPaid) {
                return succeed(one);
            }
            fail(one, "card_declined", "generic_decline");
            return "payment_intent.payment_failed";
        });
    }

    /** Captures a part of an authorized payment in the dashboard, without the store. */
    public void captureInDashboard(String intent, long amount) {
        change(intent, "requires_capture", one -> {
            one.put("status", "succeeded").put("amount_received", amount);
            return "payment_intent.succeeded";
        });
    }

    /** An authorization ends because nobody captured the payment in time. */
    public void endAuthorization(String intent) {
        change(intent, "requires_capture", one -> {
            one.put("status", "canceled").put("cancellation_reason", "automatic");
            return "payment_intent.canceled";
        });
    }

    /** The bank refuses to pay the authorized payment, whenever it is captured. */
    public void refuseCapture(String intent) {
        uncapturable.add(intent);
    }

    /** Refunds a payment in the dashboard, without the store. @return the refund's id */
    public String refundInDashboard(String intent, long amount) {
        ObjectNode refund;
        synchronized (this) {
            refund = newRefund(intent, amount, null);
        }
        send("refund.created", refund);
        return refund.path("id").asText();
    }

    /** The customer disputes a payment at the bank. @return the dispute's id */
    public String dispute(String intent) {
        ObjectNode dispute;
        synchronized (this) {
            dispute = JSON.createObjectNode().put("id", "dp_" + ++sequence).put("object", "dispute")
                    .put("payment_intent", intent).put("amount", intents.get(intent).path("amount").asLong())
                    .put("currency", intents.get(intent).path("currency").asText())
                    .put("reason", "fraudulent").put("status", "needs_response");
            disputes.put(dispute.path("id").asText(), dispute);
        }
        send("charge.dispute.created", dispute);
        return dispute.path("id").asText();
    }

    /** The bank decides about a dispute. */
    public void closeDispute(String id, boolean isWon) {
        ObjectNode dispute;
        synchronized (this) {
            dispute = disputes.get(id).put("status", isWon ? "won" : "lost");
        }
        send("charge.dispute.closed", dispute);
    }

    /** A signed event about an object of Stripe. */
    public SignedEvent event(String type, JsonNode object) {
        var event = JSON.createObjectNode();
        synchronized (this) {
            event.put("id", "evt_" + ++sequence);
        }
        event.put("object", "event").put("api_version", VERSION).put("type", type).put("livemode", false);
        event.putObject("data").set("object", object.deepCopy());
        return signed(event.toString());
    }

    /** Signs a payload with Stripe's own library. */
    public SignedEvent signed(String payload) {
        var seconds = clock.instant().getEpochSecond();
        try {
            var hash = Webhook.Util.computeHmacSha256(webhookSecret, seconds + "." + payload);
            return new SignedEvent(payload, "t=" + seconds + ",v1=" + hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        http.close();
    }

    private interface Change {
        String apply(ObjectNode intent);
    }

    private void change(String id, String status, Change change) {
        String type;
        JsonNode changed;
        synchronized (this) {
            var intent = intents.get(id);
            if (intent == null || !intent.path("status").asText().equals(status)) {
                return;
            }
            type = change.apply(intent);
            changed = intent.deepCopy();
        }
        send(type, changed);
    }

    private void send(String type, JsonNode object) {
        var target = webhook;
        if (target == null) {
            return;
        }
        var event = event(type, object);
        var request = HttpRequest.newBuilder(target).timeout(TIMEOUT).header("Content-Type", "application/json")
                .header("Stripe-Signature", event.signature())
                .POST(HttpRequest.BodyPublishers.ofString(event.payload())).build();
        threads.execute(() -> {
            try {
                var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status / 100 != 2) {
                    violations.add("The event " + type + " was answered with " + status);
                }
            } catch (IOException unreachable) {
                violations.add("The event " + type + " was not answered: " + unreachable);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var reply = reply(exchange, body);
            if (exchange.getRequestMethod().equals("POST") && exchange.getRequestURI().getPath().endsWith(lossyPath)
                    && lostAnswers.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                return;
            }
            var bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Reply reply(HttpExchange exchange, String body) {
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        if (!("Bearer " + apiKey).equals(headers.getFirst("Authorization"))) {
            return error(401, "invalid_request_error", "", "Invalid API Key provided", null);
        }
        require(VERSION.equals(headers.getFirst("Stripe-Version")), path + ": wrong version "
                + headers.getFirst("Stripe-Version"));
        require(method.equals("GET") || String.valueOf(headers.getFirst("Content-Type"))
                .startsWith("application/x-www-form-urlencoded"), path + ": not a form");
        var fields = form(method.equals("GET") ? exchange.getRequestURI().getRawQuery() : body);
        var key = headers.getFirst("Idempotency-Key");
        if (method.equals("GET") || key == null) {
            return route(method, path, fields);
        }
        var request = path + " " + fields;
        var stored = byIdempotencyKey.get(key);
        if (stored == null) {
            var reply = route(method, path, fields);
            byIdempotencyKey.put(key, new Stored(request, new Reply(reply.status(), reply.body().deepCopy())));
            return reply;
        }
        if (!stored.request().equals(request)) {
            violations.add("The idempotency key " + key + " was used for " + stored.request() + " and " + request);
            return error(400, "idempotency_error", "", "Keys can only be used with the same parameters", null);
        }
        exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        return stored.reply();
    }

    private Reply route(String method, String path, Map<String, String> fields) {
        var parts = path.substring(1).split("/");
        var resource = parts.length > 1 ? parts[1] : "";
        var id = parts.length > 2 ? parts[2] : "";
        var action = parts.length > 3 ? parts[3] : "";
        return switch (method + " " + resource + (id.isEmpty() ? "" : "/id") + (action.isEmpty() ? "" : "/" + action)) {
            case "POST payment_intents" -> create(fields);
            case "GET payment_intents/id" -> intent(id).map(intent -> ok(intent, fields))
                    .orElseGet(StripeStandIn::missing);
            case "POST payment_intents/id/confirm" -> intent(id).map(intent -> confirm(intent, fields))
                    .orElseGet(StripeStandIn::missing);
            case "POST payment_intents/id/cancel" -> intent(id).map(this::cancel).orElseGet(StripeStandIn::missing);
            case "POST payment_intents/id/capture" -> intent(id).map(intent -> captured(intent, fields))
                    .orElseGet(StripeStandIn::missing);
            case "POST refunds" -> refund(fields);
            case "GET refunds" -> list(refunds.values().stream(), fields);
            case "GET disputes" -> list(disputes.values().stream(), fields);
            default -> {
                violations.add("No such route: " + method + " " + path);
                yield missing();
            }
        };
    }

    private Reply create(Map<String, String> fields) {
        known("PaymentIntent", fields, INTENT_FIELDS);
        require(fields.getOrDefault("amount", "").matches("[1-9]\\d*"), "amount is " + fields.get("amount"));
        require(fields.getOrDefault("currency", "").matches("[a-z]{3}"), "currency is " + fields.get("currency"));
        require("never".equals(fields.get("automatic_payment_methods[allow_redirects]")), "redirects are allowed");
        require(fields.containsKey("metadata[order]") && fields.containsKey("metadata[attempt]"),
                "no order in metadata");
        var intent = JSON.createObjectNode().put("id", "pi_" + ++sequence).put("object", "payment_intent")
                .put("amount", Long.parseLong(fields.get("amount"))).put("amount_received", 0)
                .put("currency", fields.get("currency")).put("status", "requires_payment_method")
                .put("created", clock.instant().getEpochSecond())
                .put("capture_method", fields.getOrDefault("capture_method", "automatic"))
                .put("client_secret", "pi_" + sequence + "_secret_" + sequence);
        intent.putObject("metadata").put("order", fields.get("metadata[order]"))
                .put("attempt", fields.get("metadata[attempt]"));
        intents.put(intent.path("id").asText(), intent);
        return ok(intent);
    }

    private Reply confirm(ObjectNode intent, Map<String, String> fields) {
        known("confirm", fields, CONFIRM_FIELDS);
        if (!Set.of("requires_payment_method", "requires_confirmation").contains(intent.path("status").asText())) {
            return unexpectedState(intent);
        }
        var method = fields.getOrDefault("payment_method", fields.getOrDefault("confirmation_token", "")
                .replaceFirst("^ctoken_", "pm_"));
        switch (method) {
            case "pm_card_visa" -> succeed(intent);
            case "pm_card_authenticationRequired" -> {
                intent.put("status", "requires_action");
                intent.putObject("next_action").put("type", "use_stripe_sdk");
            }
            case "pm_card_processing" -> intent.put("status", "processing");
            case "pm_card_visa_chargeDeclined" -> {
                return declined(intent, "generic_decline");
            }
            case "pm_card_visa_chargeDeclinedInsufficientFunds" -> {
                return declined(intent, "insufficient_funds");
            }
            default -> {
                return error(400, "invalid_request_error", "resource_missing", "No such PaymentMethod", null);
            }
        }
        return ok(intent, fields);
    }

    private Reply declined(ObjectNode intent, String declineCode) {
        fail(intent, "card_declined", declineCode);
        return error(402, "card_error", "card_declined", "Your card was declined.", declineCode);
    }

    private Reply cancel(ObjectNode intent) {
        if (Set.of("succeeded", "processing", "canceled").contains(intent.path("status").asText())) {
            return unexpectedState(intent);
        }
        intent.put("status", "canceled");
        intent.remove("next_action");
        return ok(intent);
    }

    private Reply captured(ObjectNode intent, Map<String, String> fields) {
        known("capture", fields, CAPTURE_FIELDS);
        if (!intent.path("status").asText().equals("requires_capture")) {
            return unexpectedState(intent);
        }
        var amount = Long.parseLong(fields.getOrDefault("amount_to_capture", intent.path("amount").asText()));
        if (amount < 1 || amount > intent.path("amount").asLong()) {
            return error(400, "invalid_request_error", "amount_too_large", "More than is authorized", null);
        }
        if (uncapturable.contains(intent.path("id").asText())) {
            return error(402, "card_error", "card_declined", "Your card was declined.", "generic_decline");
        }
        intent.put("status", "succeeded").put("amount_received", amount);
        return ok(intent);
    }

    /** @return the type of the event */
    private String succeed(ObjectNode intent) {
        intent.remove(List.of("next_action", "last_payment_error"));
        intent.put("latest_charge", "ch_" + ++sequence);
        if (intent.path("capture_method").asText().equals("manual")) {
            intent.put("status", "requires_capture");
            captureBefore.put(intent.path("id").asText(), clock.instant().plus(AUTHORIZED_TIME).getEpochSecond());
            return "payment_intent.amount_capturable_updated";
        }
        intent.put("status", "succeeded").put("amount_received", intent.path("amount").asLong());
        return "payment_intent.succeeded";
    }

    private static void fail(ObjectNode intent, String code, @Nullable String declineCode) {
        intent.put("status", "requires_payment_method");
        intent.remove("next_action");
        var error = intent.putObject("last_payment_error").put("code", code).put("type", "card_error");
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
    }

    private Reply refund(Map<String, String> fields) {
        known("Refund", fields, REFUND_FIELDS);
        var intent = intents.get(fields.getOrDefault("payment_intent", ""));
        if (intent == null) {
            return missing();
        }
        var left = intent.path("amount_received").asLong() - refunds.values().stream()
                .filter(refund -> refund.path("payment_intent").equals(intent.path("id")))
                .mapToLong(refund -> refund.path("amount").asLong()).sum();
        var amount = Long.parseLong(fields.getOrDefault("amount", Long.toString(left)));
        if (amount > left) {
            return error(400, "invalid_request_error", left == 0 ? "charge_already_refunded" : "amount_too_large",
                    "More than is left", null);
        }
        return ok(newRefund(intent.path("id").asText(), amount, fields.get("metadata[key]")));
    }

    private ObjectNode newRefund(String intent, long amount, @Nullable String key) {
        var refund = JSON.createObjectNode().put("id", "re_" + ++sequence).put("object", "refund")
                .put("payment_intent", intent).put("amount", amount).put("status", "succeeded")
                .put("currency", intents.get(intent).path("currency").asText());
        var metadata = refund.putObject("metadata");
        if (key != null) {
            metadata.put("key", key);
        }
        refunds.put(refund.path("id").asText(), refund);
        return refund;
    }

    private static Reply list(Stream<ObjectNode> objects, Map<String, String> fields) {
        var list = JSON.createObjectNode().put("object", "list").put("has_more", false);
        var data = list.putArray("data");
        objects.filter(object -> object.path("payment_intent").asText().equals(fields.get("payment_intent")))
                .forEach(object -> data.add(object.deepCopy()));
        return new Reply(200, list);
    }

    private Optional<ObjectNode> intent(String id) {
        return Optional.ofNullable(intents.get(id));
    }

    /** With the latest charge, if the request asks for it. */
    private Reply ok(ObjectNode intent, Map<String, String> fields) {
        var body = intent.deepCopy();
        if ("latest_charge".equals(fields.get(EXPAND)) && body.has("latest_charge")) {
            var charge = JSON.createObjectNode().put("id", body.path("latest_charge").asText()).put("object", "charge");
            var card = charge.putObject("payment_method_details").putObject("card");
            Optional.ofNullable(captureBefore.get(body.path("id").asText()))
                    .ifPresent(seconds -> card.put("capture_before", seconds));
            body.set("latest_charge", charge);
        }
        return new Reply(200, body);
    }

    private static Reply ok(JsonNode body) {
        return new Reply(200, body.deepCopy());
    }

    private static Reply missing() {
        return error(404, "invalid_request_error", "resource_missing", "No such object", null);
    }

    private static Reply unexpectedState(ObjectNode intent) {
        return error(400, "invalid_request_error", "payment_intent_unexpected_state",
                "The status is " + intent.path("status").asText(), null);
    }

    private static Reply error(int status, String type, String code, String message, @Nullable String declineCode) {
        var body = JSON.createObjectNode();
        var error = body.putObject("error").put("type", type).put("message", message);
        if (!code.isEmpty()) {
            error.put("code", code);
        }
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        return new Reply(status, body);
    }

    private void known(String what, Map<String, String> fields, Set<String> names) {
        fields.keySet().stream().filter(name -> !names.contains(name))
                .forEach(name -> violations.add(what + " has the unexpected field " + name));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private static Map<String, String> form(@Nullable String text) {
        var fields = new TreeMap<String, String>();
        for (var pair : text == null || text.isEmpty() ? List.<String> of() : List.of(text.split("&"))) {
            var parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

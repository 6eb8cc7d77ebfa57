package dev.stampede.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.SandboxBank.Confirmation;
import dev.stampede.payment.SandboxBank.State;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pages on which a shopper confirms or refuses a payment of the sandbox, as on the page of a bank. After the decision, the
 * page goes back to where the shopper came from. Thread-safe.
 */
final class SandboxPages {

    private static final int MAX_FORM_BYTES = 1_000;
    private static final String SECURITY = "default-src 'none'; style-src 'self' 'unsafe-inline'; "
            + "script-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final SandboxCharges charges;
    private final SandboxBank bank;
    private final String page = resource("sandbox.html");

    SandboxPages(SandboxCharges charges, SandboxBank bank) {
        this.charges = charges;
        this.bank = bank;
    }

    /** Shows a charge. */
    HttpResponse show(HttpRequest request) {
        var key = key(request);
        request.check();
        return shown(key.flatMap(bank::confirmation), false);
    }

    /** Records the shopper's decision, unless the charge is decided. */
    HttpResponse decide(HttpRequest request) {
        var key = key(request);
        var form = form(request.body(MAX_FORM_BYTES));
        request.check();
        var isConfirmed = oneOf(form, "decision", Set.of("confirm", "refuse")).equals("confirm");
        var callbacks = Callbacks.valueOf(
                oneOf(form, "callbacks",
                        Set.of(Callbacks.ONCE.name(), Callbacks.TWICE.name(), Callbacks.NEVER.name())));
        return shown(key.flatMap(charge -> bank.decide(charge, isConfirmed, callbacks)), true);
    }

    private Optional<String> key(HttpRequest request) {
        return charges.key(request.path("chargeId", id -> id));
    }

    private HttpResponse shown(Optional<Confirmation> confirmation, boolean isDecision) {
        return confirmation.map(found -> html(found, isDecision))
                .orElseGet(() -> HttpResponse.problem(Problem.notFound("charge")));
    }

    private HttpResponse html(Confirmation confirmation, boolean isDecision) {
        var text = page.replace("{{amount}}", confirmation.amount().display())
                .replace("{{state}}", confirmation.state().name())
                .replace("{{title}}", title(confirmation.state()))
                .replace("{{text}}", text(confirmation.state()))
                // The form and its answer are two entries in the browser's history.
                .replace("{{steps}}", isDecision ? "2" : "1")
                .replace("{{returns}}", Boolean.toString(isDecision));
        return new HttpResponse(200, Map.of("Content-Type", "text/html; charset=utf-8"), text)
                .with("Content-Security-Policy", SECURITY)
                .with("Referrer-Policy", "same-origin")
                .uncached();
    }

    private static String title(State state) {
        return switch (state) {
            case OPEN -> "Confirm your payment";
            case CONFIRMED -> "Payment confirmed";
            case REFUSED -> "Payment refused";
            case OVER -> "Too late to confirm";
        };
    }

    private static String text(State state) {
        return switch (state) {
            case OPEN -> "The shop asks to charge your test card. No money moves.";
            case CONFIRMED -> "The shop hears of it in a moment.";
            case REFUSED -> "You were not charged. You can pay with another card while your items are held.";
            case OVER -> "The time to pay is over, or you paid with another card. You were not charged.";
        };
    }

    private static Map<String, String> form(String body) {
        var fields = new HashMap<String, String>();
        Stream.of(body.split("&")).map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2).forEach(
                pair -> fields.put(decoded(pair[0]), decoded(pair[1])));
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.invalid("body", "must be a form"));
        }
    }

    private static String oneOf(Map<String, String> form, String name, Set<String> values) {
        var value = form.getOrDefault(name, "");
        if (!values.contains(value)) {
            throw new ProblemException(Problem.invalid(List.of(
                    new FieldError(name, "must be one of " + String.join(", ", values.stream().sorted().toList())))));
        }
        return value;
    }

    private static String resource(String name) {
        try (var stream = SandboxPages.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Missing resource " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

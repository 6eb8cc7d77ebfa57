package dev.stampede.payment.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.payment.PaymentProvider;
import dev.stampede.payment.adapters.StripeApi.Answer;
import dev.stampede.payment.adapters.StripeApi.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stripe. Each attempt is a PaymentIntent that is created without being confirmed, under the attempt's idempotency key, and
 * then confirmed under another one. So the PaymentIntent of an attempt can always be found, by creating it again, and an
 * attempt that never reached Stripe can be cancelled before it does. Stripe forgets idempotency keys after 24 hours; an attempt
 * is decided within the hour, and after that its reference names the PaymentIntent. A payment that is authorized at checkout is a
 * PaymentIntent with manual capture. Thread-safe.
 *
 * @see <a href="https://docs.stripe.com/payments/paymentintents/lifecycle">PaymentIntents</a>
 */
public final class StripeProvider implements PaymentProvider {

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";
    private static final String DISPUTES = "/v1/disputes";
    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";
    private static final String SUCCEEDED = "succeeded";
    private static final String REQUIRES_CAPTURE = "requires_capture";
    private static final String CANCELED = "canceled";
    /** Reasons of Stripe for cancelling a PaymentIntent that was not captured in time. */
    private static final Set<String> EXPIRED = Set.of("automatic", "expired");
    /** What the front end sent is not, or no longer, a way to pay. */
    private static final Set<String> BAD_TOKEN = Set.of(
            "resource_missing", "payment_method_unactivated", "payment_method_invalid_parameter",
            "payment_method_provider_decline", "token_already_used", "parameter_invalid_empty");
    /**
     * Currencies that have no minor unit in ISO 4217, and hundredths at Stripe.
     *
     * @see <a href="https://docs.stripe.com/currencies#special-cases">Special cases</a>
     */
    private static final Set<String> HUNDREDTHS = Set.of("ISK", "UGX");
    /** The expanded PaymentIntent tells until when it can be captured. */
    private static final Map<String, Object> EXPANDED = Map.of("expand", List.of("latest_charge"));
    /**
     * How long an authorization is good if Stripe does not tell.
     *
     * @see <a href="https://docs.stripe.com/payments/place-a-hold-on-a-payment-method">Place a hold on a payment method</a>
     */
    private static final Duration AUTHORIZED_TIME = Duration.ofDays(7);
    private static final int CARD_ERROR = 402;
    private static final int MAX_REFUNDS = 100;

    private final StripeApi api;
    private final String descriptor;

    /**
     * @param baseUrl of the API, without a slash at the end
     * @param descriptor the end of the text on customers' statements; empty for that of the account
     */
    public StripeProvider(String baseUrl, StripeSecrets secrets, String descriptor) {
        this.api = new StripeApi(baseUrl, secrets);
        this.descriptor = descriptor;
    }

    @Override
    public ChargeOutcome charge(Charge charge) {
        var attempt = new Attempt(charge.key(), charge.amount(), null, charge.method());
        try {
            var intent = intent(attempt);
            return isUnconfirmed(intent) ? confirmed(charge, attempt, intent) : outcome(attempt, intent);
        } catch (Unanswered unanswered) {
            return new ChargeOutcome.NoAnswer();
        }
    }

    @Override
    public ChargeOutcome lookUp(Attempt attempt) {
        try {
            return outcome(attempt, current(attempt));
        } catch (Unanswered unanswered) {
            return new ChargeOutcome.NoAnswer();
        }
    }

    @Override
    public Optional<OrderId> orderOf(String payment) {
        try {
            var order = read(payment).at("/metadata/order").asText();
            return order.isEmpty() ? Optional.empty() : Optional.of(new OrderId(order));
        } catch (Unanswered unanswered) {
            throw new IllegalStateException("No answer from Stripe about " + payment, unanswered);
        }
    }

    /** Cancelling would void an authorization, so it is looked for first. */
    @Override
    public AbandonOutcome abandon(Attempt attempt) {
        try {
            var intent = current(attempt);
            return abandoned(status(intent).equals(REQUIRES_CAPTURE) ? intent : cancelled(intent));
        } catch (Unanswered unanswered) {
            return new AbandonOutcome.NoAnswer();
        }
    }

    @Override
    public AbandonOutcome release(Attempt attempt) {
        try {
            return abandoned(cancelled(current(attempt)));
        } catch (Unanswered unanswered) {
            return new AbandonOutcome.NoAnswer();
        }
    }

    @Override
    public CaptureOutcome capture(Capture capture) {
        try {
            var intent = INTENTS + "/" + capture.reference();
            var answer = api.post(
                    intent + "/capture", Map.of("amount_to_capture", amount(capture.amount())), capture.key());
            if (answer.isOk()) {
                return captured(answer.body());
            }
            return answer.errorCode().equals(UNEXPECTED_STATE)
                    ? captured(read(capture.reference()))
                    : new CaptureOutcome.Refused(reason(answer.body().path("error")));
        } catch (Unanswered unanswered) {
            return new CaptureOutcome.NoAnswer();
        }
    }

    private static CaptureOutcome captured(JsonNode intent) {
        return switch (status(intent)) {
            case SUCCEEDED -> {
                var currency = intent.path("currency").asText().toUpperCase(Locale.ROOT);
                yield new CaptureOutcome.Captured(
                        new Money(intent.path("amount_received").asLong() / factor(currency), currency));
            }
            case CANCELED -> new CaptureOutcome.Refused(cancellation(intent));
            // It changed while it was captured.
            default -> new CaptureOutcome.NoAnswer();
        };
    }

    @Override
    public List<PaymentReported> reports(String chargeReference) {
        var payment = Map.<String, Object> of("payment_intent", chargeReference, "limit", MAX_REFUNDS);
        var reports = new ArrayList<PaymentReported>();
        try {
            for (var refund : required(api.get(REFUNDS, payment)).body().path("data")) {
                if (refund.at("/metadata/key").asText().isEmpty() && status(refund).equals("succeeded")) {
                    reports.add(report(Report.REFUNDED, refund));
                }
            }
            for (var dispute : required(api.get(DISPUTES, payment)).body().path("data")) {
                reports.add(report(Report.DISPUTED, dispute));
                switch (status(dispute)) {
                    case "won" -> reports.add(report(Report.DISPUTE_WON, dispute));
                    case "lost" -> reports.add(report(Report.DISPUTE_LOST, dispute));
                    default -> {
                        // The bank has not decided.
                    }
                }
            }
        } catch (Unanswered unanswered) {
            throw new IllegalStateException("No answer from Stripe about " + chargeReference, unanswered);
        }
        return reports;
    }

    private static PaymentReported report(Report report, JsonNode object) {
        var currency = object.path("currency").asText().toUpperCase(Locale.ROOT);
        var amount = new Money(object.path("amount").asLong() / factor(currency), currency);
        return new PaymentReported(report, id(object), amount, object.path("reason").asText(null));
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        try {
            return refunded(refund);
        } catch (Unanswered unanswered) {
            return new RefundOutcome.NoAnswer();
        }
    }

    /** The attempt's PaymentIntent as it is now, created if there is none. */
    private JsonNode intent(Attempt attempt) throws Unanswered {
        var order = attempt.key().substring(0, attempt.key().indexOf('/'));
        var params = new LinkedHashMap<String, Object>();
        params.put("amount", amount(attempt.amount()));
        params.put("currency", attempt.amount().currency().toLowerCase(Locale.ROOT));
        params.put("capture_method", attempt.method().name().toLowerCase(Locale.ROOT));
        // No redirects: a customer who has to confirm does so in the provider's form.
        params.put("automatic_payment_methods", Map.of("enabled", true, "allow_redirects", "never"));
        params.put("description", "Order " + order);
        params.put("metadata", Map.of("order", order, "attempt", attempt.key().substring(order.length() + 1)));
        if (!descriptor.isEmpty()) {
            params.put("statement_descriptor_suffix", descriptor);
        }
        var created = required(api.post(INTENTS, params, attempt.key()));
        return created.isReplayed() ? read(attempt, id(created.body())) : created.body();
    }

    private JsonNode current(Attempt attempt) throws Unanswered {
        return attempt.reference() == null ? intent(attempt) : read(attempt, attempt.reference());
    }

    private JsonNode read(Attempt attempt, String intent) throws Unanswered {
        return required(api.get(INTENTS + "/" + intent, expanded(attempt))).body();
    }

    private static Map<String, Object> expanded(Attempt attempt) {
        return attempt.method() == CaptureMethod.MANUAL ? EXPANDED : Map.of();
    }

    private JsonNode read(String intent) throws Unanswered {
        return required(api.get(INTENTS + "/" + intent, Map.of())).body();
    }

    private ChargeOutcome confirmed(Charge charge, Attempt attempt, JsonNode intent) throws Unanswered {
        var params = new LinkedHashMap<String, Object>(expanded(attempt));
        params.put("use_stripe_sdk", true);
        var token = charge.token();
        if (token.startsWith("ctoken_")) {
            params.put("confirmation_token", token);
        } else if (token.startsWith("pm_")) {
            params.put("payment_method", token);
        } else {
            return declined(intent, "invalid_token");
        }
        var answer = api.post(INTENTS + "/" + id(intent) + "/confirm", params, attempt.key() + "/confirm");
        if (answer.isOk()) {
            return outcome(attempt, answer.isReplayed() ? read(attempt, id(intent)) : answer.body());
        }
        if (answer.status() == CARD_ERROR || BAD_TOKEN.contains(answer.errorCode())) {
            return declined(intent,
                    answer.status() == CARD_ERROR ? reason(answer.body().path("error")) : "invalid_token");
        }
        if (answer.errorCode().equals(UNEXPECTED_STATE)) {
            return outcome(attempt, read(attempt, id(intent)));
        }
        throw refused(answer);
    }

    private ChargeOutcome outcome(Attempt attempt, JsonNode intent) throws Unanswered {
        return switch (status(intent)) {
            case SUCCEEDED -> captured(attempt, intent);
            case REQUIRES_CAPTURE -> new ChargeOutcome.Authorized(id(intent), captureBefore(intent));
            case "processing" -> new ChargeOutcome.Processing();
            case "requires_action" -> new ChargeOutcome.ActionRequired(null, intent.path("client_secret").asText());
            case CANCELED -> new ChargeOutcome.Declined(
                    wasDeclined(intent) ? reason(intent.path("last_payment_error")) : cancellation(intent));
            case "requires_payment_method", "requires_confirmation" -> wasDeclined(intent)
                    ? declined(intent, reason(intent.path("last_payment_error")))
                    : new ChargeOutcome.NotCharged();
            default -> throw new IllegalStateException("PaymentIntent " + id(intent) + " is " + status(intent));
        };
    }

    /** Of an authorized payment, a part can be captured. */
    private static ChargeOutcome captured(Attempt attempt, JsonNode intent) {
        if (attempt.method() == CaptureMethod.AUTOMATIC
                && intent.path("amount_received").asLong() != amount(attempt.amount())) {
            throw new IllegalArgumentException("PaymentIntent " + id(intent) + " has a different amount than "
                    + attempt.key());
        }
        return new ChargeOutcome.Captured(id(intent));
    }

    /** A declined PaymentIntent could be confirmed again by whoever has its client secret. It is cancelled instead. */
    private ChargeOutcome declined(JsonNode intent, String reason) throws Unanswered {
        return switch (abandoned(cancelled(intent))) {
            case AbandonOutcome.Abandoned() -> new ChargeOutcome.Declined(reason);
            case AbandonOutcome.AlreadyCaptured(var reference) -> new ChargeOutcome.Captured(reference);
            case AbandonOutcome.AlreadyAuthorized(var reference, var captureBefore) ->
                    new ChargeOutcome.Authorized(reference, captureBefore);
            case AbandonOutcome.Processing() -> new ChargeOutcome.Processing();
            case AbandonOutcome.NoAnswer() -> new ChargeOutcome.NoAnswer();
        };
    }

    /** The PaymentIntent after an attempt to cancel it, which does nothing if it is too late. */
    private JsonNode cancelled(JsonNode intent) throws Unanswered {
        var answer = api.post(INTENTS + "/" + id(intent) + "/cancel", Map.of(), null);
        if (answer.isOk()) {
            return answer.body();
        }
        if (answer.errorCode().equals(UNEXPECTED_STATE)) {
            return read(id(intent));
        }
        throw refused(answer);
    }

    private static AbandonOutcome abandoned(JsonNode intent) {
        return switch (status(intent)) {
            case CANCELED -> new AbandonOutcome.Abandoned();
            case REQUIRES_CAPTURE -> new AbandonOutcome.AlreadyAuthorized(id(intent), captureBefore(intent));
            case SUCCEEDED -> new AbandonOutcome.AlreadyCaptured(id(intent));
            case "processing" -> new AbandonOutcome.Processing();
            // It changed while it was cancelled.
            default -> new AbandonOutcome.NoAnswer();
        };
    }

    /** Looks for the refund first, because Stripe forgets idempotency keys and a refund can be repeated days later. */
    private RefundOutcome refunded(Refund refund) throws Unanswered {
        var made = required(api.get(REFUNDS, Map.of("payment_intent", refund.chargeReference(), "limit", MAX_REFUNDS)));
        for (var one : made.body().path("data")) {
            if (one.at("/metadata/key").asText().equals(refund.key())) {
                return outcome(one);
            }
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("payment_intent", refund.chargeReference());
        params.put("amount", amount(refund.amount()));
        params.put("metadata", Map.of("key", refund.key()));
        var answer = api.post(REFUNDS, params, refund.key());
        return answer.isOk() ? outcome(answer.body()) : new RefundOutcome.Refused(reason(answer.body().path("error")));
    }

    private static RefundOutcome outcome(JsonNode refund) {
        return switch (status(refund)) {
            case "failed", "canceled" -> new RefundOutcome.Refused(refund.path("failure_reason").asText("failed"));
            default -> new RefundOutcome.Refunded(id(refund));
        };
    }

    private static Instant captureBefore(JsonNode intent) {
        var told = intent.at("/latest_charge/payment_method_details/card/capture_before");
        return told.canConvertToLong() && told.asLong() > 0
                ? Instant.ofEpochSecond(told.asLong())
                : Instant.ofEpochSecond(intent.path("created").asLong()).plus(AUTHORIZED_TIME);
    }

    /** Why a PaymentIntent was cancelled; the store gives no reason, and Stripe says that authorizations end by themselves. */
    private static String cancellation(JsonNode intent) {
        var reason = intent.path("cancellation_reason").asText("abandoned");
        return EXPIRED.contains(reason) ? "authorization_expired" : reason;
    }

    /** In Stripe's minor units. */
    private static long amount(Money money) {
        return money.amount() * factor(money.currency());
    }

    private static int factor(String currency) {
        return HUNDREDTHS.contains(currency) ? 100 : 1;
    }

    private static boolean isUnconfirmed(JsonNode intent) {
        return Set.of("requires_payment_method", "requires_confirmation").contains(status(intent))
                && !wasDeclined(intent);
    }

    private static boolean wasDeclined(JsonNode intent) {
        return intent.path("last_payment_error").isObject();
    }

    private static String reason(JsonNode error) {
        return error.path("decline_code").asText(error.path("code").asText(error.path("type").asText("declined")));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private static String status(JsonNode object) {
        return object.path("status").asText();
    }

    private static Answer required(Answer answer) {
        if (!answer.isOk()) {
            throw refused(answer);
        }
        return answer;
    }

    /** Stripe's messages name no secrets and no cards. */
    private static IllegalStateException refused(Answer answer) {
        return new IllegalStateException("Stripe refused a request with " + answer.status() + " "
                + answer.errorCode() + ": " + answer.body().at("/error/message").asText());
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider. Paying is a conversation that either side can repeat: each attempt has a key, and repeated calls with
 * the same key are carried out once. Callbacks of the provider only say that it is worth asking again. Safe for use by many
 * threads.
 *
 * <p>The calls correspond to those of providers with payment intents: create and confirm, retrieve, cancel, capture, refund.
 */
public interface PaymentProvider {

    /**
     * Charges the customer, or authorizes the payment to be captured later, unless the attempt was abandoned. A repeated call
     * returns the present state of the charge.
     *
     * @throws IllegalArgumentException if the key was used for a different amount, which is a bug of the caller
     */
    ChargeOutcome charge(Charge charge);

    /** The present state of an attempt, which may not have reached the provider. Never charges. */
    ChargeOutcome lookUp(Attempt attempt);

    /**
     * Cancels an attempt, so that neither a call in progress nor the customer's late confirmation captures or authorizes the
     * payment. One that is authorized stays so.
     *
     * @param attempt may not have reached the provider
     */
    AbandonOutcome abandon(Attempt attempt);

    /** Cancels an attempt like {@link #abandon}, and voids it if it is authorized: the customer's money is released. */
    AbandonOutcome release(Attempt attempt);

    /**
     * Captures an authorized payment or a part of it, and releases the rest. A payment that was captured before stays as it is,
     * and the answer says how much was.
     */
    CaptureOutcome capture(Capture capture);

    /** The order that a payment is for, by the provider's reference; empty if it is not for an order of this store. */
    Optional<OrderId> orderOf(String payment);

    /**
     * What happened to a captured payment without the store having asked for it: refunds in the provider's dashboard, and
     * disputes.
     *
     * @throws IllegalStateException if the provider does not answer
     */
    List<PaymentReported> reports(String chargeReference);

    /** Refunds a captured payment or a part of it. All refunds of a payment together are at most what was captured. */
    RefundOutcome refund(Refund refund);

    /** How the payment of an attempt is captured. */
    enum CaptureMethod {
        /** With the charge. */
        AUTOMATIC,
        /** By {@link PaymentProvider#capture}; the charge authorizes it. */
        MANUAL
    }

    /**
     * @param key identifies the attempt: the order's id and the number of the attempt, with a slash in between
     * @param reference the provider's reference of the payment; null if none is known
     */
    record Attempt(String key, Money amount, @Nullable String reference, CaptureMethod method) {

        public Attempt(String key, Money amount) {
            this(key, amount, null, CaptureMethod.AUTOMATIC);
        }
    }

    /**
     * @param key identifies the attempt, as in {@link Attempt}
     * @param token the token that the provider's form returned to the front end; personal data
     */
    record Charge(String key, Money amount, String token, CaptureMethod method) {

        public Charge(String key, Money amount, String token) {
            this(key, amount, token, CaptureMethod.AUTOMATIC);
        }

        @Override
        public String toString() {
            return "Charge[" + key + ", " + amount + "]";
        }
    }

    /** @param amount at most what was authorized  @param reference of the authorized payment */
    record Capture(String key, Money amount, String reference) {}

    /** @param chargeReference the reference of the captured charge */
    record Refund(String key, Money amount, String chargeReference) {}

    sealed interface ChargeOutcome {

        /** The payment was captured. @param reference the provider's reference */
        record Captured(String reference) implements ChargeOutcome {}

        /** The payment is authorized, to be captured later. @param captureBefore when the authorization ends */
        record Authorized(String reference, Instant captureBefore) implements ChargeOutcome {}

        /** Not captured and never will be under this key. @param reason a code that can be shown to the customer */
        record Declined(String reason) implements ChargeOutcome {}

        /**
         * Not captured yet; the customer must confirm. At least one is given.
         *
         * @param url where to confirm
         * @param clientSecret lets the provider's form in the front end ask the customer
         */
        record ActionRequired(@Nullable String url, @Nullable String clientSecret) implements ChargeOutcome {}

        /** The provider has not decided yet, and the customer has nothing more to do. */
        record Processing() implements ChargeOutcome {}

        /** The attempt has not been charged, abandoned or declined. Returned by look-ups alone. */
        record NotCharged() implements ChargeOutcome {}

        /**
         * It is unknown whether the payment was captured. An implementation waits at most a few seconds: the order is
         * counted as unpaid once the answer is known to be missing.
         */
        record NoAnswer() implements ChargeOutcome {}
    }

    sealed interface AbandonOutcome {

        record Abandoned() implements AbandonOutcome {}

        /** The payment had already been captured. */
        record AlreadyCaptured(String reference) implements AbandonOutcome {}

        /** The payment is authorized; {@link PaymentProvider#release} voids it. */
        record AlreadyAuthorized(String reference, Instant captureBefore) implements AbandonOutcome {}

        /** Too late to cancel and too early to know: see {@link ChargeOutcome.Processing}. */
        record Processing() implements AbandonOutcome {}

        record NoAnswer() implements AbandonOutcome {}
    }

    sealed interface CaptureOutcome {

        /** @param amount what was captured, now or earlier */
        record Captured(Money amount) implements CaptureOutcome {}

        /** The provider refused, and will under this key. @param reason a code */
        record Refused(String reason) implements CaptureOutcome {}

        record NoAnswer() implements CaptureOutcome {}
    }

    sealed interface RefundOutcome {

        record Refunded(String reference) implements RefundOutcome {}

        /** The provider refused, and will under this key. @param reason a code */
        record Refused(String reason) implements RefundOutcome {}

        record NoAnswer() implements RefundOutcome {}
    }
}

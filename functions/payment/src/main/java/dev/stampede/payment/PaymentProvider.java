package dev.stampede.payment;

import dev.stampede.contracts.money.Money;

/**
 * A payment provider. Each call has an idempotency key: repeated calls with the same key are carried out once and return the
 * same answer. Safe for use by many threads.
 *
 * <p>The calls correspond to those of providers with payment intents: create and confirm, cancel, refund.
 */
public interface PaymentProvider {

    /**
     * Charges the customer, unless the attempt was abandoned.
     *
     * @throws IllegalArgumentException if the key was used for a different amount, which is a bug of the caller
     */
    ChargeOutcome charge(Charge charge);

    /**
     * Cancels an attempt, so that neither a call in progress nor the customer's late confirmation captures the payment.
     *
     * @param chargeKey the key of the attempt, which may not have reached the provider
     */
    AbandonOutcome abandon(String chargeKey);

    /** Refunds a captured payment. */
    RefundOutcome refund(Refund refund);

    /**
     * @param key identifies the attempt
     * @param token the token that the provider's form returned to the front end; personal data
     */
    record Charge(String key, Money amount, String token) {

        @Override
        public String toString() {
            return "Charge[" + key + ", " + amount + "]";
        }
    }

    /** @param chargeReference the reference of the captured charge */
    record Refund(String key, Money amount, String chargeReference) {}

    sealed interface ChargeOutcome {

        /** The payment was captured. @param reference the provider's reference */
        record Captured(String reference) implements ChargeOutcome {}

        /** Not captured and never will be under this key. @param reason a code that can be shown to the customer */
        record Declined(String reason) implements ChargeOutcome {}

        /** Not captured yet; the customer must confirm. @param url where to confirm */
        record ActionRequired(String url) implements ChargeOutcome {}

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

        record NoAnswer() implements AbandonOutcome {}
    }

    sealed interface RefundOutcome {

        record Refunded(String reference) implements RefundOutcome {}

        /** The provider refused; an operator must investigate. */
        record Refused(String reason) implements RefundOutcome {}

        record NoAnswer() implements RefundOutcome {}
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.money.Money;

/**
 * Who takes the money. A call is made under a key: the same call under the same key is carried out once, however often it is
 * made, and always has the same answer. Safe for use by many threads.
 *
 * <p>The three calls are what providers with payment intents offer: create and confirm, cancel, refund; each under an
 * idempotency key.
 */
public interface PaymentProvider {

    /**
     * Takes the money, unless the attempt was abandoned.
     *
     * @throws IllegalArgumentException if the key was used for another amount, which is a bug of the caller
     */
    ChargeOutcome charge(Charge charge);

    /**
     * Makes sure that an attempt to charge takes no money from now on: neither by a call that is still under way nor by the
     * customer's late confirmation.
     *
     * @param chargeKey the key of the attempt, whether or not it ever reached the provider
     */
    AbandonOutcome abandon(String chargeKey);

    /** Gives the money back. */
    RefundOutcome refund(Refund refund);

    /**
     * @param key names the attempt
     * @param token what the provider's form gave to the front end; personal
     */
    record Charge(String key, Money amount, String token) {

        @Override
        public String toString() {
            return "Charge[" + key + ", " + amount + "]";
        }
    }

    /** @param chargeReference the reference of what was captured */
    record Refund(String key, Money amount, String chargeReference) {}

    sealed interface ChargeOutcome {

        /** The money was taken. @param reference the provider's name for it */
        record Captured(String reference) implements ChargeOutcome {}

        /** No money was taken under this key, and none will be. @param reason a code fit for the customer's eyes */
        record Declined(String reason) implements ChargeOutcome {}

        /** No money was taken yet: the customer must confirm. @param url where */
        record ActionRequired(String url) implements ChargeOutcome {}

        /** Nobody knows whether the money was taken. */
        record NoAnswer() implements ChargeOutcome {}
    }

    sealed interface AbandonOutcome {

        record Abandoned() implements AbandonOutcome {}

        /** Too late: the money had been taken. */
        record AlreadyCaptured(String reference) implements AbandonOutcome {}

        record NoAnswer() implements AbandonOutcome {}
    }

    sealed interface RefundOutcome {

        record Refunded(String reference) implements RefundOutcome {}

        /** The provider will not do it: somebody has to look into it. */
        record Refused(String reason) implements RefundOutcome {}

        record NoAnswer() implements RefundOutcome {}
    }
}

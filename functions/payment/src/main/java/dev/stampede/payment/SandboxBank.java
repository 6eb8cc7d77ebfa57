package dev.stampede.payment;

import dev.stampede.contracts.money.Money;
import java.util.Optional;

/** Where shoppers confirm payments of the sandbox, as at their bank. Implementations are thread-safe. */
public interface SandboxBank {

    /** How the sandbox calls back after the shopper's decision. */
    enum Callbacks {
        ONCE,
        TWICE,
        NEVER
    }

    enum State {
        /** The shopper must decide. */
        OPEN,
        CONFIRMED,
        REFUSED,
        /** The attempt was abandoned: the hold ended, or another card was used. */
        OVER
    }

    record Confirmation(State state, Money amount) {}

    /** @return empty if there is no such charge */
    Optional<Confirmation> confirmation(String chargeKey);

    /**
     * Decides about a charge, unless it is decided.
     *
     * @return the state afterwards; empty if there is no such charge
     */
    Optional<Confirmation> decide(String chargeKey, boolean isConfirmed, Callbacks callbacks);
}

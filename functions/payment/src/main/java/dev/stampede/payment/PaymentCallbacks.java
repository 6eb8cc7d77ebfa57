package dev.stampede.payment;

import java.util.Optional;
import java.util.function.Function;

/** Reads the callbacks of a payment provider. Implementations are thread-safe. */
public interface PaymentCallbacks {

    sealed interface Callback {

        /** It concerns a payment. */
        record About(PaymentHint hint) implements Callback {}

        /** Signed by the provider, and not about a payment of this store. */
        record Irrelevant() implements Callback {}

        /** Not signed by the provider, or too long ago. */
        record WrongSignature() implements Callback {}
    }

    /**
     * @param payload the body, exactly as it was sent
     * @param headers the values of headers by name, in any case
     */
    Callback read(String payload, Function<String, Optional<String>> headers);
}

package dev.stampede.payment;

import java.util.Optional;
import java.util.function.Function;

/** Reads the callbacks of the sandbox. Thread-safe. */
final class SandboxCallbacks implements PaymentCallbacks {

    private final SandboxSignature signature;

    SandboxCallbacks(SandboxSignature signature) {
        this.signature = signature;
    }

    @Override
    public Callback read(String payload, Function<String, Optional<String>> headers) {
        return headers.apply(SandboxSignature.HEADER).filter(header -> signature.isValid(payload, header))
                .<Callback> map(valid -> new Callback.About(SandboxEvent.parse(payload).hint()))
                .orElseGet(Callback.WrongSignature::new);
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A reason to ask the payment provider about an order. It says nothing about what happened: the provider is asked, so that
 * early, late, repeated and reordered hints do no harm.
 *
 * @param orderId the order, or null if only the provider knows it
 * @param attempt the order's attempt that {@code payment} is for, or null if it is unknown
 * @param payment the provider's reference of a payment, or null if the hint names none
 */
public record PaymentHint(@Nullable OrderId orderId, @Nullable Integer attempt, @Nullable String payment) {

    public PaymentHint {
        if (orderId == null && payment == null) {
            throw new IllegalArgumentException("A hint must name an order or a payment");
        }
    }

    static PaymentHint about(OrderId orderId) {
        return new PaymentHint(orderId, null, null);
    }

    /** @throws IllegalArgumentException if {@code json} is not a hint */
    static PaymentHint parse(String json) {
        return Json.read(json, PaymentHint.class);
    }

    String toJson() {
        return Json.write(this);
    }
}

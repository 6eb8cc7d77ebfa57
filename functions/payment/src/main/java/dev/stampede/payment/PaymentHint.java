package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A reason to ask the payment provider about an order. It says nothing about what happened: the provider is asked, so that
 * early, late, repeated and reordered hints do no harm.
 *
 * @param orderId the order, or null if only the provider knows it
 * @param payment the provider's reference of the payment, or null if the order is known
 */
record PaymentHint(@Nullable OrderId orderId, @Nullable String payment) {

    PaymentHint {
        if (orderId == null && payment == null) {
            throw new IllegalArgumentException("A hint must name an order or a payment");
        }
    }

    static PaymentHint about(OrderId orderId) {
        return new PaymentHint(orderId, null);
    }

    /** @throws IllegalArgumentException if {@code json} is not a hint */
    static PaymentHint parse(String json) {
        return Json.read(json, PaymentHint.class);
    }

    String toJson() {
        return Json.write(this);
    }
}

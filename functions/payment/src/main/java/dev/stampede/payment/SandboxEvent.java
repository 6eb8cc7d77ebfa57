package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a callback of the sandbox.
 *
 * @param id unique
 * @param type {@code charge.updated}, or {@code charge.refunded} for a refund that the store did not ask for
 * @param charge the key of the charge
 * @param payment the reference of the charge, if it was refunded
 */
record SandboxEvent(String id, String type, String charge, @Nullable String payment) {

    private static final String REFUNDED = "charge.refunded";

    static SandboxEvent of(String chargeKey) {
        return new SandboxEvent("evt_" + chargeKey.replace('/', '_'), "charge.updated", chargeKey, null);
    }

    /** @param refunds how many there are */
    static SandboxEvent refunded(String chargeKey, String payment, int refunds) {
        return new SandboxEvent(
                "evt_" + chargeKey.replace('/', '_') + "_" + refunds, REFUNDED, chargeKey, payment);
    }

    PaymentHint hint() {
        return new PaymentHint(orderId(), null, type.equals(REFUNDED) ? payment : null);
    }

    /** @throws IllegalArgumentException if {@code json} is not an event */
    static SandboxEvent parse(String json) {
        return Json.read(json, SandboxEvent.class);
    }

    String toJson() {
        return Json.write(this);
    }

    private OrderId orderId() {
        return new OrderId(charge.substring(0, charge.indexOf('/')));
    }
}

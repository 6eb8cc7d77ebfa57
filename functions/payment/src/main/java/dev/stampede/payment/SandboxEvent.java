package dev.stampede.payment;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.json.Json;

/**
 * The payload of a callback of the sandbox.
 *
 * @param id unique
 * @param type always {@code charge.updated}
 * @param charge the key of the charge
 */
record SandboxEvent(String id, String type, String charge) {

    static SandboxEvent of(String chargeKey) {
        return new SandboxEvent("evt_" + chargeKey.replace('/', '_'), "charge.updated", chargeKey);
    }

    /** @throws IllegalArgumentException if {@code json} is not an event */
    static SandboxEvent parse(String json) {
        return Json.read(json, SandboxEvent.class);
    }

    String toJson() {
        return Json.write(this);
    }

    OrderId orderId() {
        return new OrderId(charge.substring(0, charge.indexOf('/')));
    }
}

package dev.stampede.payment;

import dev.stampede.runtime.limits.KeyedHash;
import java.util.Optional;

/**
 * The public ids of the sandbox's charges, under which shoppers confirm them: the charge's key, and a hash that nobody can
 * guess, so that whoever knows the reference of an order cannot confirm its payment. Thread-safe.
 */
final class SandboxCharges {

    /** The path of the pages, without the stage and the id. */
    static final String PATH = "/v1/sandbox/charges/";

    private final KeyedHash hash;

    SandboxCharges(KeyedHash hash) {
        this.hash = hash;
    }

    /** @param key {@code orderId/attempt} */
    String id(String key) {
        return key.replace('/', '.') + "." + hash.of(key);
    }

    /** The key of the charge with that id; empty if it is not one of ours. */
    Optional<String> key(String id) {
        var end = id.lastIndexOf('.');
        if (end < 0) {
            return Optional.empty();
        }
        var key = id.substring(0, end).replace('.', '/');
        return id(key).equals(id) ? Optional.of(key) : Optional.empty();
    }
}

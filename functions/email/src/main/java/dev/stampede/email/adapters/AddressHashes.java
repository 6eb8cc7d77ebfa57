package dev.stampede.email.adapters;

import dev.stampede.runtime.limits.KeyedHash;
import java.util.Locale;

/** Identifies email addresses without storing them, regardless of case. Thread-safe. */
final class AddressHashes {

    private final KeyedHash hash;

    AddressHashes(KeyedHash hash) {
        this.hash = hash;
    }

    String of(String address) {
        return hash.of(address.strip().toLowerCase(Locale.ROOT));
    }
}

package dev.stampede.runtime.limits;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Represents network addresses without storing them: a {@link KeyedHash} of the day (UTC) and the address. Shows
 * whether two requests of one day came from the same address; the next day the same address has a different key.
 * Thread-safe.
 */
public final class AddressKeys {

    private static final int DATE_CHARACTERS = "2000-01-01".length();

    private final KeyedHash hash;

    /** @param key known to this deployment only; not blank */
    public AddressKeys(String key) {
        this.hash = new KeyedHash(key);
    }

    /** @param address an IP address; empty if it is unknown */
    public Optional<String> of(Optional<String> address, Instant now) {
        return address.map(known -> hash.of(now.toString().substring(0, DATE_CHARACTERS) + " " + network(known)));
    }

    /** An IPv4 address, or the first 64 bits of an IPv6 address: a household has all addresses behind them (RFC 6177). */
    public static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var halves = address.split("::", 2);
        var head = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        var tail = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":");
        var groups = new String[8];
        Arrays.fill(groups, "0");
        System.arraycopy(head, 0, groups, 0, Math.min(head.length, 8));
        var kept = Math.min(tail.length, 8 - Math.min(head.length, 8));
        System.arraycopy(tail, tail.length - kept, groups, 8 - kept, kept);
        return String.join(":", Arrays.stream(groups).limit(4).map(AddressKeys::withoutZeros).toList());
    }

    private static String withoutZeros(String group) {
        return group.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
    }
}

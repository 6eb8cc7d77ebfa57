package dev.stampede.runtime.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Represents network addresses without storing them: a {@link KeyedHash} of the day (UTC) and the address. Shows
 * whether two requests of one day came from the same address; the next day the same address has a different key.
 * Thread-safe.
 */
public final class AddressKeys {

    private static final int NETWORK_BYTES = 8;
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

    /**
     * The network of an address, in one form for all spellings: an IPv4 address, also if it is written as an IPv4-mapped IPv6
     * address (RFC 4291, section 2.5.5.2), or the first 64 bits of an IPv6 address, because a household has all addresses
     * behind them (RFC 6177). A text that is not an address is its own network.
     */
    public static String network(String address) {
        try {
            return switch (InetAddress.ofLiteral(address)) {
                case Inet6Address ipv6 -> HexFormat.of().formatHex(ipv6.getAddress(), 0, NETWORK_BYTES) + "::/64";
                case InetAddress ipv4 -> ipv4.getHostAddress();
            };
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}

package dev.stampede.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses webhooks may connect to: those of the public internet. A webhook's host is chosen by an admin, and its DNS
 * record by somebody else; neither may lead to the network that the functions run in, to their own process or to the metadata
 * service. Blocks are those of the IANA's registries of special-purpose addresses (RFC 6890) that are not globally reachable,
 * and those that contain IPv4 addresses, which could be private.
 */
public final class PublicAddresses {

    /** Whether addresses of the computer itself are allowed too, for the local store. */
    public enum Loopback {
        ALLOWED, REFUSED
    }

    private static final List<Block> RESERVED_IPV4 = blocks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4");

    /** Everything else is not assigned, or local: loopback, link-local, unique local, multicast, NAT64. */
    private static final Block GLOBAL_IPV6 = Block.of("2000::/3");
    /** Teredo and other protocols, documentation, 6to4. */
    private static final List<Block> RESERVED_IPV6 = blocks(
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    /** Java reads IPv4 addresses that are mapped into IPv6 as what they are. */
    public static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? RESERVED_IPV4.stream().noneMatch(block -> block.contains(address))
                : GLOBAL_IPV6.contains(address) && RESERVED_IPV6.stream().noneMatch(block -> block.contains(address));
    }

    static boolean isAllowed(InetAddress address, Loopback loopback) {
        return isPublic(address) || loopback == Loopback.ALLOWED && address.isLoopbackAddress();
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /** Addresses that begin with the same bits. */
    private record Block(byte[] network, int bits) {

        static Block of(String text) {
            var slash = text.indexOf('/');
            return new Block(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != network.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                if (((bytes[bit / 8] ^ network[bit / 8]) >> 7 - bit % 8 & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The addresses among those of a host that are allowed.
     *
     * @throws AddressRefused if none is
     */
    public static List<InetAddress> allowed(String host, List<InetAddress> found, Loopback loopback)
            throws AddressRefused {
        var allowed = found.stream().filter(address -> isAllowed(address, loopback)).toList();
        if (allowed.isEmpty()) {
            throw new AddressRefused(host);
        }
        return allowed;
    }

    /** All addresses of a host are private or reserved. */
    public static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressRefused(String host) {
            super("No public address: " + host);
        }
    }
}

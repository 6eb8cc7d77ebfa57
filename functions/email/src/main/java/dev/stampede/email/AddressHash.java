package dev.stampede.email;

import dev.stampede.runtime.Sha256;
import java.util.Locale;

/** The SHA-256 hash of an email address in lower case, in hexadecimal: identifies an address without storing it. */
public record AddressHash(String value) {

    public static AddressHash of(String address) {
        return new AddressHash(Sha256.hex(address.strip().toLowerCase(Locale.ROOT)));
    }
}

package dev.stampede.contracts.id;

import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.json.StringValue;
import java.math.BigInteger;
import java.util.Locale;

/**
 * The number of an order that people read out and type, such as {@code 7KQ2-M9XD-4T6V}: eleven characters derived from the
 * {@link OrderId} and a check character. No counter is needed, and the number does not tell how many orders a store has. It
 * gives no access to an order.
 *
 * <p>The alphabet has no {@code 0}, {@code 1}, {@code I}, {@code L} and {@code O}. The check character is that of ISBN-10 with
 * the prime 31: a wrong character, or two that are swapped, never make another valid number. Two orders of a store share a
 * number with a probability of 1 in 500 among ten million orders: whoever finds orders by number must expect more than one.
 *
 * @param value twelve characters in three groups
 */
public record OrderNumber(String value) implements StringValue {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int PRIME = ALPHABET.length();
    private static final int CHARACTERS = 12;
    private static final int GROUP = 4;

    public OrderNumber {
        if (!value.equals(grouped(plain(value)))) {
            throw invalid();
        }
    }

    /** The number of an order; always the same. */
    public static OrderNumber of(OrderId id) {
        var rest = new BigInteger(1, Sha256.of("number/" + id.value()));
        var characters = new StringBuilder(CHARACTERS);
        while (characters.length() < CHARACTERS - 1) {
            var divided = rest.divideAndRemainder(BigInteger.valueOf(PRIME));
            characters.append(ALPHABET.charAt(divided[1].intValue()));
            rest = divided[0];
        }
        return new OrderNumber(grouped(characters.append(check(characters)).toString()));
    }

    /**
     * A number as people type it: in upper or lower case, with or without hyphens and spaces.
     *
     * @throws IllegalArgumentException if it is not an order number, or a character is wrong
     */
    public static OrderNumber parse(String text) {
        return new OrderNumber(grouped(plain(text)));
    }

    /** The twelve characters. */
    private static String plain(String text) {
        var plain = text.replaceAll("[\\s\\u2010-\\u2015-]", "").toUpperCase(Locale.ROOT);
        if (plain.length() != CHARACTERS || !plain.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)
                || plain.charAt(CHARACTERS - 1) != check(plain)) {
            throw invalid();
        }
        return plain;
    }

    private static String grouped(String plain) {
        return plain.substring(0, GROUP) + "-" + plain.substring(GROUP, 2 * GROUP) + "-" + plain.substring(2 * GROUP);
    }

    /** Makes the sum of all characters, each times its position, a multiple of the prime. */
    private static char check(CharSequence characters) {
        var sum = 0;
        for (var index = 0; index < CHARACTERS - 1; index++) {
            sum += (index + 1) * ALPHABET.indexOf(characters.charAt(index));
        }
        var inverse = BigInteger.valueOf(CHARACTERS).modInverse(BigInteger.valueOf(PRIME)).intValue();
        return ALPHABET.charAt(Math.floorMod(-sum * inverse, PRIME));
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("must be an order number such as 7KQ2-M9XD-4T6V");
    }

    @Override
    public String toString() {
        return value;
    }
}

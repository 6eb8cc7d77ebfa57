package dev.stampede.runtime.http;

import dev.stampede.runtime.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110, section 8.8.3): the version of a representation. Weakness is ignored, because tags are
 * always compared weakly: proxies that compress a response make its tag weak.
 *
 * @param value the text between the quotes: visible ASCII characters except quotes; may be empty
 */
public record EntityTag(String value) {

    private static final Pattern FORM = Pattern.compile("[!#-~]*");
    private static final int BODY_TAG_BYTES = 12;

    /** @throws IllegalArgumentException if the value has other characters */
    public EntityTag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the value of an entity tag: " + value);
        }
    }

    /** The tag of a version that is a number. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** The tag of a body: the first 96 bits of its SHA-256. */
    public static EntityTag ofBody(String body) {
        return new EntityTag(hash(body));
    }

    /** The tag of a body whose version is known too: {@code 7-} and the body's tag. */
    public static EntityTag ofBody(long version, String body) {
        return new EntityTag(version + "-" + hash(body));
    }

    private static String hash(String body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), BODY_TAG_BYTES));
    }

    /** The value of the header {@code ETag}: a strong tag. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}

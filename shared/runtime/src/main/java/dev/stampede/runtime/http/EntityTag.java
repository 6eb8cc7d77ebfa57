package dev.stampede.runtime.http;

import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110, section 8.8.3): the version of a representation. Weakness is ignored, because tags are
 * always compared weakly: proxies that compress a response make its tag weak.
 *
 * @param value the text between the quotes: visible ASCII characters except quotes; may be empty
 */
public record EntityTag(String value) {

    private static final Pattern FORM = Pattern.compile("[!#-~]*");

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

    /** The value of the header {@code ETag}: a strong tag. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}

package dev.stampede.runtime.http;

import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110, section 8.8.3): the version of a representation. Whether a tag is weak is not kept, as tags
 * are compared weakly everywhere: proxies that compress an answer make its tag weak, and send it back so.
 *
 * @param value what is between the quotes: visible ASCII characters except quotes, or none
 */
public record EntityTag(String value) {

    private static final Pattern FORM = Pattern.compile("[!#-~]*");

    /** @throws IllegalArgumentException if the value does not fit between quotes */
    public EntityTag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the value of an entity tag: " + value);
        }
    }

    /** The tag of a version that is a number. */
    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** As it stands in the header {@code ETag}: strong. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}

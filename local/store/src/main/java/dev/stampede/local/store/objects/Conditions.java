package dev.stampede.local.store.objects;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request on an object.
 *
 * @param ifMatch     entity tags of which the object must have one; null for no condition
 * @param ifNoneMatch entity tags of which the object must have none, or {@code *}; null for no condition
 */
record Conditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    static final Conditions NONE = new Conditions(null, null);

    /** Whether {@code If-Match} holds. */
    boolean isExpected(@Nullable StoredObject current) {
        return ifMatch == null || current != null && names(ifMatch, current);
    }

    /** Whether {@code If-None-Match} holds. */
    boolean isOther(@Nullable StoredObject current) {
        return ifNoneMatch == null || current == null || !names(ifNoneMatch, current);
    }

    /** Tags are compared without quotes, which clients may omit. */
    private static boolean names(String tags, StoredObject object) {
        return Arrays.stream(tags.split(",")).map(String::strip)
                .anyMatch(tag -> tag.equals("*") || unquoted(tag).equals(unquoted(object.etag())));
    }

    private static String unquoted(String tag) {
        return tag.replace("\"", "");
    }
}

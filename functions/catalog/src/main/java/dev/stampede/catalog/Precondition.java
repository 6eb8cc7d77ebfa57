package dev.stampede.catalog;

import java.util.Arrays;
import java.util.Optional;

/** What must hold of the present state for a change to be wanted. */
@FunctionalInterface
interface Precondition {

    boolean holds(Optional<CatalogEntry> current);

    Precondition NONE = current -> true;

    /**
     * The header {@code If-Match} of RFC 9110: {@code *}, or entity tags of which one must be the present one. A tag
     * begins with the version; what follows a hyphen says more about the form it was read in, and does not matter here.
     */
    static Precondition ifMatch(String header) {
        return current -> current.isPresent()
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || isOf(tag, current.get().version()));
    }

    private static boolean isOf(String tag, long version) {
        return tag.equals("\"" + version + "\"") || tag.startsWith("\"" + version + "-") && tag.endsWith("\"");
    }
}

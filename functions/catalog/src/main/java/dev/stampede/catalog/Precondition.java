package dev.stampede.catalog;

import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import java.util.Optional;

/** What must hold of the present state for a change to be wanted. */
@FunctionalInterface
interface Precondition {

    boolean holds(Optional<CatalogEntry> current);

    Precondition NONE = current -> true;

    /**
     * One of the tags is that of the present state. A tag begins with the version; what follows a hyphen says more about
     * the form it was read in, and does not matter here.
     */
    static Precondition ifMatch(EntityTags tags) {
        return current -> current.isPresent() && tags.anyMatch(tag -> isOf(tag, current.get().version()));
    }

    private static boolean isOf(EntityTag tag, long version) {
        return tag.equals(EntityTag.of(version)) || tag.value().startsWith(version + "-");
    }
}

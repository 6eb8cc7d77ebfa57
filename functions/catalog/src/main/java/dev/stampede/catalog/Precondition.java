package dev.stampede.catalog;

import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import java.util.Optional;

/** The precondition of a change. */
@FunctionalInterface
interface Precondition {

    boolean holds(Optional<CatalogEntry> current);

    Precondition NONE = current -> true;

    /**
     * One of the tags matches the current state. A tag starts with the version; what follows a hyphen identifies the
     * representation and is ignored.
     */
    static Precondition ifMatch(EntityTags tags) {
        return current -> current.isPresent() && tags.anyMatch(tag -> isOf(tag, current.get().version()));
    }

    /** None of the tags matches the current state; {@code *} matches any, so that the change only creates. */
    static Precondition ifNoneMatch(EntityTags tags) {
        return current -> current.isEmpty() || !ifMatch(tags).holds(current);
    }

    default Precondition and(Precondition other) {
        return current -> holds(current) && other.holds(current);
    }

    private static boolean isOf(EntityTag tag, long version) {
        return tag.equals(EntityTag.of(version)) || tag.value().startsWith(version + "-");
    }
}

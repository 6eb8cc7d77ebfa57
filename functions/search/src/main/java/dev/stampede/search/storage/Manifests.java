package dev.stampede.search.storage;

import dev.stampede.search.storage.ObjectStore.Read;
import java.util.Optional;

/** The manifest in object storage. Thread-safe. */
final class Manifests {

    private final ObjectStore objects;
    private final String name;

    /** @param name of the object that holds it */
    Manifests(ObjectStore objects, String name) {
        this.objects = objects;
        this.name = name;
    }

    /** @param tag identifies this version of the manifest */
    record Current(Manifest manifest, String tag) {}

    Optional<Current> current() {
        return switch (objects.read(name, null)) {
            case Read.Found(var content, var tag) -> Optional.of(new Current(Manifest.parse(content), tag));
            case Read.Missing _ -> Optional.empty();
            case Read.Unchanged _ -> throw new IllegalStateException("Read without a condition");
        };
    }

    /** The current one; {@code known} itself if it still is that. */
    Optional<Current> current(Current known) {
        return switch (objects.read(name, known.tag())) {
            case Read.Found(var content, var tag) -> Optional.of(new Current(Manifest.parse(content), tag));
            case Read.Missing _ -> Optional.empty();
            case Read.Unchanged _ -> Optional.of(known);
        };
    }

    /** @param replaced the current one as the caller knows it; empty if there is none @return empty if it is another one */
    Optional<Current> publish(Manifest manifest, Optional<Current> replaced) {
        var next = replaced.map(current -> current.manifest().followedBy(manifest)).orElse(manifest);
        return objects.replace(name, next.toJson(), replaced.map(Current::tag).orElse(null))
                .map(tag -> new Current(next, tag));
    }
}

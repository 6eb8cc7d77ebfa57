package dev.stampede.search.storage;

import dev.stampede.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the index consists of.
 *
 * @param index identifies the index: a rebuilt one is another
 * @param version the {@link IndexFormat#version} of its documents
 * @param language the {@link IndexFormat#language} that its words are made with
 * @param files its files
 * @param dropped the objects that each of the last publications dropped, newest first, at most {@link #KEPT}; readers may
 *     still be loading them
 * @param rebuildRequestedAt when a rebuild was last requested because the index is incomplete or outdated, or null
 */
record Manifest(
        String index,
        int version,
        String language,
        List<IndexFile> files,
        List<List<String>> dropped,
        @Nullable Instant rebuildRequestedAt) {

    /** Publications after which files that are no longer named may be deleted, if they are old enough. */
    static final int KEPT = 20;

    Manifest {
        files = List.copyOf(files);
        dropped = List.copyOf(dropped);
    }

    /** @param name the name that the file has in the index @param object the object that holds it @param size in bytes */
    record IndexFile(String name, String object, long size) {}

    static Manifest parse(byte[] json) {
        return Json.read(new String(json, StandardCharsets.UTF_8), Manifest.class);
    }

    byte[] toJson() {
        return Json.write(this).getBytes(StandardCharsets.UTF_8);
    }

    /** The one that replaces this one, with these files. @param other of this index or another one */
    Manifest followedBy(Manifest other) {
        var gone = objects();
        gone.removeAll(other.objects());
        var all = new ArrayList<List<String>>();
        all.add(gone.stream().sorted().toList());
        all.addAll(dropped);
        return new Manifest(
                other.index, other.version, other.language, other.files, all.subList(0, Math.min(KEPT, all.size())),
                other.rebuildRequestedAt);
    }

    Set<String> objects() {
        return files.stream().map(IndexFile::object).collect(Collectors.toCollection(HashSet::new));
    }

    /** The objects that must not be deleted. */
    Set<String> neededObjects() {
        var needed = objects();
        dropped.forEach(needed::addAll);
        return needed;
    }
}

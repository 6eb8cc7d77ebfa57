package dev.stampede.local.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket. A write is complete or has not happened, whenever the process ends. Thread-safe. */
final class Bucket {

    /** S3 lists keys in the order of their UTF-8 bytes. */
    private static final Comparator<String> KEY_ORDER = (a, b) -> Arrays
            .compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Contents contents;
    private final Clock clock;
    private final List<CorsRule> corsRules;
    private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KEY_ORDER);

    /**
     * A page of a listing.
     *
     * @param prefixes the groups of keys up to the delimiter, each once
     * @param next     the key or prefix after which the next page begins; null if this is the last page
     */
    record Page(List<StoredObject> objects, List<String> prefixes, @Nullable String next) {}

    /** An object with an open stream of a part of it, which the caller closes. */
    record Opened(StoredObject object, ByteRange range, InputStream stream) {}

    Bucket(Contents contents, List<CorsRule> corsRules, Clock clock) throws IOException {
        this.contents = contents;
        this.corsRules = List.copyOf(corsRules);
        this.clock = clock;
        contents.stored().forEach(object -> objects.put(object.key(), object));
    }

    List<CorsRule> corsRules() {
        return corsRules;
    }

    /**
     * Stores an object, or replaces it.
     *
     * @throws S3Failure if a condition does not hold, or the object is too large
     */
    StoredObject put(String key, InputStream body, Map<String, String> headers, Conditions conditions)
            throws IOException {
        try (var draft = contents.draft(body)) {
            synchronized (this) {
                var current = objects.get(key);
                if (conditions.ifMatch() != null && current == null) {
                    throw S3Failure.noSuchKey();
                }
                if (!conditions.isExpected(current) || !conditions.isOther(current)) {
                    throw S3Failure.preconditionFailed();
                }
                var object = new StoredObject(
                        key, draft.size(), draft.etag(), clock.instant().truncatedTo(ChronoUnit.SECONDS), headers);
                draft.keep(object);
                objects.put(key, object);
                return object;
            }
        }
    }

    /** @throws S3Failure if there is none */
    synchronized StoredObject get(String key) {
        var object = objects.get(key);
        if (object == null) {
            throw S3Failure.noSuchKey();
        }
        return object;
    }

    /**
     * Opens an object; a later write does not change what the stream reads.
     *
     * @param range the {@code Range} header
     * @throws S3Failure if there is none, a condition does not hold, or the range is beyond its end
     */
    synchronized Opened open(String key, Conditions conditions, @Nullable String range) throws IOException {
        var object = get(key);
        if (!conditions.isExpected(object)) {
            throw S3Failure.preconditionFailed();
        }
        if (!conditions.isOther(object)) {
            return new Opened(object, new ByteRange(0, 0), InputStream.nullInputStream());
        }
        var part = ByteRange.of(range, object.size());
        return new Opened(object, part, contents.open(object, part));
    }

    /** @throws S3Failure if a condition does not hold */
    synchronized void delete(String key, Conditions conditions) throws IOException {
        var current = objects.get(key);
        if (current == null) {
            return;
        }
        if (!conditions.isExpected(current)) {
            throw S3Failure.preconditionFailed();
        }
        contents.delete(current);
        objects.remove(key);
    }

    /**
     * A page of the keys that begin with {@code prefix}.
     *
     * @param delimiter groups the keys that contain it after the prefix; empty for none
     * @param after     the key or prefix after which the page begins
     * @param max       maximum number of objects and prefixes
     */
    synchronized Page list(String prefix, String delimiter, String after, int max) {
        var found = new ArrayList<StoredObject>();
        var prefixes = new TreeSet<>(KEY_ORDER);
        var last = after;
        for (var object : objects.tailMap(prefix, true).values()) {
            if (!object.key().startsWith(prefix)) {
                break;
            }
            var end = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
            var name = end < 0 ? object.key() : object.key().substring(0, end + delimiter.length());
            if (KEY_ORDER.compare(name, after) <= 0 || prefixes.contains(name)) {
                continue;
            }
            if (found.size() + prefixes.size() >= max) {
                return new Page(found, List.copyOf(prefixes), last);
            }
            if (end < 0) {
                found.add(object);
            } else {
                prefixes.add(name);
            }
            last = name;
        }
        return new Page(found, List.copyOf(prefixes), null);
    }
}

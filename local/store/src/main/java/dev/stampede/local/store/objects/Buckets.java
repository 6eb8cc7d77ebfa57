package dev.stampede.local.store.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Buckets by name. Thread-safe. */
public final class Buckets {

    /** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final @Nullable Path directory;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new TreeMap<>();

    /** @param data data directory; null stores objects in memory */
    public Buckets(@Nullable Path data, Clock clock) {
        this.directory = data == null ? null : data.resolve("objects");
        this.clock = clock;
    }

    /**
     * Creates a bucket, with the objects that its directory has.
     *
     * @throws IllegalArgumentException if S3 would not take the name
     * @throws UncheckedIOException     if the directory cannot be read or written
     */
    public synchronized void create(String name, List<CorsRule> corsRules) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a bucket: " + name);
        }
        try {
            var contents = directory == null ? new ContentsInMemory() : new ContentsInFiles(directory.resolve(name));
            buckets.put(name, new Bucket(contents, corsRules, clock));
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot read or write the bucket " + name, unusable);
        }
    }

    synchronized List<String> names() {
        return List.copyOf(buckets.keySet());
    }

    /** @throws S3Failure if there is none */
    synchronized Bucket get(String name) {
        var bucket = buckets.get(name);
        if (bucket == null) {
            throw new S3Failure(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket;
    }
}

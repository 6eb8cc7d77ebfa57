package dev.stampede.search.storage;

import java.nio.file.Path;

/**
 * Where an index is.
 *
 * @param manifest the object that names its files
 * @param files what the names of its files begin with
 * @param directory for copies of its files; of its own
 */
public record StoredIndex(ObjectStore objects, String manifest, String files, Path directory) {

    private static final String MANIFEST = "manifest.json";
    private static final String FILES = "files/";
    private static final String MANIFESTS = "manifests/";
    private static final String LEASES = "leases/";
    private static final String JSON = ".json";

    /** The only index of a bucket. */
    public static StoredIndex whole(ObjectStore objects, Path directory) {
        return new StoredIndex(objects, MANIFEST, FILES, directory);
    }

    /** One of a bucket's indexes. @param name 1 or more letters, digits and hyphens */
    public static StoredIndex part(ObjectStore objects, String name, Path directory) {
        return new StoredIndex(objects, MANIFESTS + name + JSON, FILES + name + "/", directory.resolve(name));
    }

    /** What the names of the manifests of {@link #part}s begin with. */
    static String manifestsOfParts() {
        return MANIFESTS;
    }

    /** The name of the {@link #part} that has this manifest. */
    static String partOf(String manifest) {
        return manifest.substring(MANIFESTS.length(), manifest.length() - JSON.length());
    }

    /** The object that holds the {@link IndexLease}. */
    String lease() {
        return LEASES + manifest;
    }

    Manifests manifests() {
        return new Manifests(objects, manifest);
    }

    FileCache cache() {
        return cache("files");
    }

    /** @param name of its directory */
    FileCache cache(String name) {
        return new FileCache(objects, directory.resolve(name));
    }
}

package dev.stampede.runtime.sharding;

/** Names and selection of shards: a key with many concurrent writes is spread over {@code n} partition keys. */
public final class Shards {

    private Shards() {}

    /** The partition key of one shard. */
    public static String key(String partition, int shard) {
        return partition + "#" + shard;
    }

    /** The shard of {@code id}, which is always the same, out of {@code shards} (at least 1). */
    public static int of(String id, int shards) {
        // String.hashCode is fixed by the Java language; the multiplier spreads ids that differ in the last place only.
        return Math.floorMod(id.hashCode() * 0x9E3779B9 >>> 8, shards);
    }
}

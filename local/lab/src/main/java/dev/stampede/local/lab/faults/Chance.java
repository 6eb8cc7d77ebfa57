package dev.stampede.local.lab.faults;

/** Pseudorandom numbers that depend only on a seed and a string. */
public final class Chance {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private Chance() {}

    /** A number from 0 (inclusive) to 1 (exclusive). */
    public static double of(long seed, String text) {
        return (hash(seed, text) >>> 11) * UNIT;
    }

    /** A number from 0 (inclusive) to {@code bound} (exclusive). */
    public static int below(int bound, long seed, String text) {
        return Math.floorMod(hash(seed, text), bound);
    }

    /** FNV-1a of the characters, mixed with the seed by the finalizer of SplitMix64. */
    public static long hash(long seed, String text) {
        var hash = 0xCBF29CE484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mixed(hash ^ mixed(seed + GOLDEN));
    }

    private static long mixed(long value) {
        var mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}

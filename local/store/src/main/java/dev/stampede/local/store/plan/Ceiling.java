package dev.stampede.local.store.plan;

/**
 * The orders per second that a limit lets through a stage.
 *
 * @param name          the limit
 * @param start         orders per second when the sale starts
 * @param growth        by how much that grows each second
 * @param perSecond     orders per second at most, not less than {@code start}
 * @param arithmetic    how {@code perSecond} is computed
 * @param raise         how to raise it; empty if it cannot be raised
 */
public record Ceiling(Stage stage, String name, double start, double growth, double perSecond, String arithmetic,
        String raise) {

    public Ceiling {
        if (!(start > 0) || !(perSecond >= start) || !(growth >= 0)) {
            throw new IllegalArgumentException("Not a ceiling: " + name + ", " + start + " to " + perSecond);
        }
    }

    /** A ceiling that does not change during the sale. */
    public static Ceiling constant(Stage stage, String name, double perSecond, String arithmetic, String raise) {
        return new Ceiling(stage, name, perSecond, 0, perSecond, arithmetic, raise);
    }

    /** Orders per second at a time in seconds after the start. */
    double at(double seconds) {
        return Math.min(perSecond, start + growth * seconds);
    }

    /** The share of this ceiling that a rate uses; more than 1 if it exceeds the ceiling at the start or later. */
    public double use(double ordersPerSecond) {
        return ordersPerSecond / perSecond;
    }
}

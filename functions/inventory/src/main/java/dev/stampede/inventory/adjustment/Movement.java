package dev.stampede.inventory.adjustment;

import org.jspecify.annotations.Nullable;

/**
 * The record of an adjustment.
 *
 * @param refusal why it was not applied, or null if it was
 */
public record Movement(Adjustment adjustment, @Nullable String refusal) {

    /** More units were to go out than were available. */
    public static final String INSUFFICIENT_STOCK = "insufficient-stock";

    /** The id belongs to another adjustment. */
    public static final String ADJUSTMENT_REUSED = "adjustment-reused";

    /** The SKU is not in the catalog and never had stock. */
    public static final String UNKNOWN_SKU = "unknown-sku";

    public boolean isApplied() {
        return refusal == null;
    }
}

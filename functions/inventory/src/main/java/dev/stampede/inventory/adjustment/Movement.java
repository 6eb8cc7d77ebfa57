package dev.stampede.inventory.adjustment;

import org.jspecify.annotations.Nullable;

/**
 * The record of an adjustment.
 *
 * @param refusal why the adjustment was not applied; null if it was
 */
public record Movement(Adjustment adjustment, @Nullable String refusal) {

    /** More units were to be removed than were available. */
    public static final String INSUFFICIENT_STOCK = "insufficient-stock";

    /** The ID belongs to a different adjustment. */
    public static final String ADJUSTMENT_REUSED = "adjustment-reused";

    /** The SKU is not in the catalog and never had stock. */
    public static final String UNKNOWN_SKU = "unknown-sku";

    public boolean isApplied() {
        return refusal == null;
    }
}

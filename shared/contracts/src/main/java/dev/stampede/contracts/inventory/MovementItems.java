package dev.stampede.contracts.inventory;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The attributes of stock movements in the inventory table. */
public final class MovementItems {

    /** The index of movements by SKU. */
    public static final String BY_SKU = "movementsBySku";
    /** Its partition key. */
    public static final String MOVEMENT_SKU = "movementSku";
    /** Its sort key: the time and the adjustment's ID. */
    public static final String MOVEMENT_KEY = "movementKey";

    public static final String ADJUSTMENT_ID = "adjustmentId";
    public static final String DELTA = "delta";
    public static final String REASON = "reason";
    public static final String BY = "by";
    public static final String AT = "at";
    /** Why the adjustment was refused; absent if it was applied. */
    public static final String REFUSAL = "refusal";

    /** Always writes milliseconds, so that the strings sort by time. */
    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder()
            .appendInstant(3)
            .toFormatter();

    private MovementItems() {}

    /** The value of {@link #MOVEMENT_KEY}. */
    public static String movementKey(Instant at, String adjustmentId) {
        return movementBound(at) + "#" + adjustmentId;
    }

    /** A bound for values of {@link #MOVEMENT_KEY}: earlier ones are less, all others greater. */
    public static String movementBound(Instant at) {
        return MILLISECONDS.format(at);
    }
}

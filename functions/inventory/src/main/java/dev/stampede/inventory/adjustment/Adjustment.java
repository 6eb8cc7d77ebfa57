package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.events.CodeUsesEvent;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A change of stock by the shop: a delivery, a count, a loss.
 *
 * @param id chosen by the caller; an adjustment is applied once, however often it is requested
 * @param delta units added (positive) or removed (negative); never 0, at most {@link #MAX_UNITS} either way
 * @param reason a text for staff
 * @param by the subject of the caller's token
 * @param at when it was requested
 */
public record Adjustment(String id, Sku sku, int delta, String reason, String by, Instant at) {

    public static final int MAX_UNITS = 1_000_000;
    public static final int MAX_REASON = 200;

    private static final String USES_PREFIX = "promotion.";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Adjustment {
        checkId(id);
        if (delta == 0 || Math.abs((long) delta) > MAX_UNITS) {
            throw new IllegalArgumentException("must be from -" + MAX_UNITS + " to " + MAX_UNITS + " and not 0");
        }
    }

    /** @throws IllegalArgumentException unless the text is a valid adjustment ID */
    public static String checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("must be an id of 1 to 64 letters, digits, '.', '_' or '-'");
        }
        return id;
    }

    /** An ID as requests choose it. @throws IllegalArgumentException unless the text is a valid one */
    public static String checkRequestedId(String id) {
        if (id.startsWith(USES_PREFIX)) {
            throw new IllegalArgumentException("must not begin with " + USES_PREFIX + ", as those of the store do");
        }
        return checkId(id);
    }

    /** The uses that were added to a code, under an ID that is the same for each delivery of the event. */
    public static Adjustment ofUses(CodeUsesEvent event) {
        var uses = event.data();
        return new Adjustment(
                USES_PREFIX + uses.code() + "." + uses.uses(), event.subject(), uses.added(),
                "Uses of the code " + uses.code(), "rules", event.time());
    }

    /** Whether both request the same change, regardless of caller and time. */
    boolean isSameAs(Adjustment other) {
        return sku.equals(other.sku) && delta == other.delta && reason.equals(other.reason);
    }
}

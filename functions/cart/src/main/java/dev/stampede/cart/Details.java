package dev.stampede.cart;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper and their front end add to a cart besides lines. Part of its order.
 *
 * @param note for the shop, at most {@link #MAX_TEXT} characters, or null
 * @param giftMessage for the recipient, at most {@link #MAX_TEXT} characters, or null
 * @param metadata at most {@link #MAX_METADATA} strings by name
 */
public record Details(@Nullable String note, @Nullable String giftMessage, Map<String, String> metadata) {

    static final int MAX_TEXT = 500;
    static final int MAX_METADATA = 10;
    static final int MAX_METADATA_VALUE = 100;

    static final Details NONE = new Details(null, null, Map.of());

    public Details {
        metadata = Map.copyOf(metadata);
        if (metadata.size() > MAX_METADATA) {
            throw new IllegalArgumentException("must have at most " + MAX_METADATA + " fields");
        }
    }

    /**
     * The details of two carts: both texts, or the later one if both are too long, and the metadata of both, of which the
     * later one takes precedence.
     */
    Details and(Details later) {
        return new Details(
                both(note, later.note), both(giftMessage, later.giftMessage),
                both(metadata, later.metadata, MAX_METADATA));
    }

    private static @Nullable String both(@Nullable String text, @Nullable String later) {
        if (text == null || later == null || text.equals(later)) {
            return later == null ? text : later;
        }
        var joined = text + "\n" + later;
        return joined.length() <= MAX_TEXT ? joined : later;
    }

    /** As many of the earlier entries as fit beside the later ones. */
    static Map<String, String> both(Map<String, String> metadata, Map<String, String> later, int max) {
        var both = new HashMap<>(later);
        metadata.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            if (both.size() < max) {
                both.putIfAbsent(entry.getKey(), entry.getValue());
            }
        });
        return both;
    }
}

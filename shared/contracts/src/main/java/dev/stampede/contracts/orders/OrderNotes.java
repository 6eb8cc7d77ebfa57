package dev.stampede.contracts.orders;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper and their front end added to a cart. Personal, like the contact: stored only with the order.
 *
 * @param note a note for the shop, or null
 * @param giftMessage a message for the recipient, or null
 * @param metadata of the cart
 * @param lineMetadata metadata of lines by SKU; lines without any are omitted
 */
public record OrderNotes(
        @Nullable String note,
        @Nullable String giftMessage,
        Map<String, String> metadata,
        Map<String, Map<String, String>> lineMetadata) {

    public OrderNotes {
        metadata = Map.copyOf(metadata);
        lineMetadata = Map.copyOf(lineMetadata);
    }

    /** The notes, or null if there are none. */
    public static @Nullable OrderNotes of(
            @Nullable String note,
            @Nullable String giftMessage,
            Map<String, String> metadata,
            Map<String, Map<String, String>> lineMetadata) {
        return note == null && giftMessage == null && metadata.isEmpty() && lineMetadata.isEmpty()
                ? null
                : new OrderNotes(note, giftMessage, metadata, lineMetadata);
    }

    @Override
    public String toString() {
        return "OrderNotes[personal]";
    }
}

package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import java.util.List;

/**
 * What became of a cart that was merged into another one.
 *
 * @param changes what could not be merged as it was
 */
public record Merge(CartId into, List<LineChange> changes) {

    public Merge {
        changes = List.copyOf(changes);
    }
}

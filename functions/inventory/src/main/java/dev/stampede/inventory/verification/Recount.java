package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A recount of a checkpoint, in progress.
 *
 * @param target what the checkpoint covers, see {@link Checkpoint#until}
 * @param expected the checkpoint's units
 * @param position orders placed before it are recounted
 * @param counted the units in the recounted orders
 * @param open the recounted orders that await a step
 */
public record Recount(
        Instant target, Map<Sku, Long> expected, Instant position, Map<Sku, Long> counted, Set<OrderId> open) {

    public Recount {
        expected = Map.copyOf(expected);
        counted = Map.copyOf(counted);
        open = Set.copyOf(open);
    }
}

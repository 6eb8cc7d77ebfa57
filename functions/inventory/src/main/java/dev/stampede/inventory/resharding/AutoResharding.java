package dev.stampede.inventory.resharding;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.reservation.Contention;
import dev.stampede.inventory.resharding.ReshardOutcome.Resharded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the number of shards follow the heat, one step for each SKU after a batch, see {@link ShardRule}. Of many writers
 * that feel the same, the first acts. Thread-safe.
 */
public final class AutoResharding {

    private static final Logger LOG = LoggerFactory.getLogger(AutoResharding.class);

    /** For all SKUs of a batch together: the orders that come next wait for it. What is not done by then is done after a
     *  later batch, or not needed. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Resharding resharding;
    private final ShardRule rule;
    private final Clock clock;

    /** @param maxShards 1 to {@link dev.stampede.inventory.stock.Stock#MAX_SHARDS} */
    public AutoResharding(Resharding resharding, int maxShards, Clock clock) {
        this.resharding = resharding;
        this.rule = new ShardRule(maxShards);
        this.clock = clock;
    }

    /** A number of shards that followed the heat. */
    public record Change(Sku sku, int from, int to) {

        public boolean isGrowth() {
            return to > from;
        }
    }

    /**
     * Takes the steps that are called for, the hottest SKUs' first. Never throws because of one: the batch that felt the
     * heat is settled.
     *
     * @param deadline no move is begun after it
     */
    public List<Change> follow(Collection<Contention> heat, Instant deadline) {
        var soon = clock.instant().plus(PATIENCE);
        var end = soon.isBefore(deadline) ? soon : deadline;
        return heat.stream()
                .sorted(Comparator.comparingInt(Contention::meetings).reversed())
                .flatMap(ofSku -> follow(ofSku, end).stream())
                .toList();
    }

    private Optional<Change> follow(Contention heat, Instant deadline) {
        var now = clock.instant();
        var wanted = rule.wanted(heat, now);
        if (wanted.isEmpty() || !now.isBefore(deadline)) {
            return Optional.empty();
        }
        return follow(heat, wanted.getAsInt(), deadline);
    }

    private Optional<Change> follow(Contention heat, int shards, Instant deadline) {
        var seen = heat.stock();
        try {
            return resharding.until(deadline).follow(seen, shards) instanceof Resharded(var stock)
                    && stock.shards().size() != seen.shards().size()
                            ? Optional.of(new Change(seen.sku(), seen.shards().size(), stock.shards().size()))
                            : Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("The shards of {} could not follow the heat", seen.sku(), e);
            return Optional.empty();
        }
    }
}

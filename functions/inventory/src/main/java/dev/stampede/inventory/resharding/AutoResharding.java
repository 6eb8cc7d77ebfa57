package dev.stampede.inventory.resharding;

import static dev.stampede.runtime.telemetry.LogField.failure;

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
 * Adapts the number of shards to contention, one step for each SKU after a batch, see {@link ShardRule}. If several
 * writers see the same contention, the first one acts. Thread-safe.
 */
public final class AutoResharding {

    private static final Logger LOG = LoggerFactory.getLogger(AutoResharding.class);

    /** The time for all SKUs of a batch, because the next orders wait. The remaining steps follow after a later batch. */
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

    /** A change of the number of shards. */
    public record Change(Sku sku, int from, int to) {

        public boolean isGrowth() {
            return to > from;
        }
    }

    /**
     * Takes the steps that {@link ShardRule} requires, for the SKUs with the most conflicts first. A failed step is logged
     * and does not fail the batch, which is settled.
     *
     * @param deadline no move starts after it
     */
    public List<Change> adapt(Collection<Contention> contention, Instant deadline) {
        var soon = clock.instant().plus(PATIENCE);
        var end = soon.isBefore(deadline) ? soon : deadline;
        return contention.stream()
                .sorted(Comparator.comparingInt(Contention::conflicts).reversed())
                .flatMap(ofSku -> adapt(ofSku, end).stream())
                .toList();
    }

    private Optional<Change> adapt(Contention contention, Instant deadline) {
        var now = clock.instant();
        var wanted = rule.wanted(contention, now);
        if (wanted.isEmpty() || !now.isBefore(deadline)) {
            return Optional.empty();
        }
        return reshard(contention, wanted.getAsInt(), deadline);
    }

    private Optional<Change> reshard(Contention contention, int shards, Instant deadline) {
        var seen = contention.stock();
        try {
            return resharding.until(deadline).reshard(seen, shards) instanceof Resharded(var stock)
                    && stock.shards().size() != seen.shards().size()
                            ? Optional.of(new Change(seen.sku(), seen.shards().size(), stock.shards().size()))
                            : Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("The shards of {} could not be adapted to contention", seen.sku(), failure(e));
            return Optional.empty();
        }
    }
}

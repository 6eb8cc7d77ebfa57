package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stock changes that no order made, and their records. Implementations are safe for use by many threads. */
public interface Movements {

    /** The records there are, by the adjustment's id; a consistent read. */
    Map<String, Movement> find(Collection<String> adjustmentIds);

    /**
     * Changes the shards and writes the records, all or nothing.
     *
     * @param changes of different SKUs; at most {@link #MAX_ITEMS} items, see {@link #items}
     * @return whether it was written; if not, something had changed since it was read, or another writer was met
     */
    boolean apply(List<StockChange> changes);

    /** Records that an adjustment was not applied and never will be under its id, unless there is a record of it. */
    void refuse(Adjustment adjustment, String refusal);

    /**
     * Records for {@link #REFUSALS_KEPT} that an adjustment was not applied, without a claim to its id: {@link #find} does
     * not see it. To record the same again changes nothing.
     */
    void recordRefusal(Adjustment adjustment, String refusal);

    /** How long a refusal is shown that has no claim to its id. */
    Duration REFUSALS_KEPT = Duration.ofDays(30);

    /** The latest records of a SKU, refusals too, newest first. */
    List<Movement> latest(Sku sku, int limit);

    /** Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). */
    int MAX_ITEMS = 100;

    /** Items that a change writes: its record, its shards, and the settings if it is the first. */
    static int items(StockChange change) {
        return 1 + change.units().size() + (change.isFirst() ? 1 : 0);
    }
}

package dev.stampede.inventory.adjustment;

import dev.stampede.contracts.id.Sku;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Stock changes by adjustments, and their records. Implementations are safe for use by many threads. */
public interface Movements {

    /** The existing records by adjustment ID; a consistent read. */
    Map<String, Movement> find(Collection<String> adjustmentIds);

    /**
     * Changes the shards and writes the records, all or none.
     *
     * @param changes of different SKUs; at most {@link #MAX_ITEMS} items, see {@link #items}
     * @return whether all was written; false if the stock has changed since it was read, or after a conflict
     */
    boolean apply(List<StockChange> changes);

    /** Records under its ID that an adjustment was refused, unless there is a record with this ID. */
    void refuse(Adjustment adjustment, String refusal);

    /**
     * Records for {@link #REFUSALS_KEPT} that an adjustment was refused, without reserving its ID: {@link #find} does not
     * return it. Idempotent.
     */
    void recordRefusal(Adjustment adjustment, String refusal);

    /** How long a refusal that does not reserve its ID is shown. */
    Duration REFUSALS_KEPT = Duration.ofDays(30);

    /** The latest records of a SKU, including refusals, newest first. */
    List<Movement> latest(Sku sku, int limit);

    /** Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). */
    int MAX_ITEMS = 100;

    /** The number of items that a change writes: its record, its shards, and the settings for the first change. */
    static int items(StockChange change) {
        return 1 + change.units().size() + (change.isFirst() ? 1 : 0);
    }
}

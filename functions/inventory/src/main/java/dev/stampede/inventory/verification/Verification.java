package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import java.util.Map;

/**
 * The result of a verification: whether the units add up, and whether orders have overdue steps. These are different
 * faults: units in overdue orders are not lost, but cannot be sold.
 *
 * @param verdicts of each verified SKU
 * @param isFinished whether all orders were checked; if not, {@code overdue} may be incomplete
 */
public record Verification(Map<Sku, Verdict> verdicts, Overdue overdue, boolean isFinished) {

    public Verification {
        verdicts = Map.copyOf(verdicts);
    }
}

package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import java.util.Map;

/**
 * What came of a verification: whether the units add up, and whether orders wait for a step too long. The two are
 * different faults: overdue units are not lost, but nobody can buy them.
 *
 * @param verdicts of each SKU that was to be verified
 * @param isFinished whether every order was looked at; if not, more may be overdue than {@code overdue} says
 */
public record Verification(Map<Sku, Verdict> verdicts, Overdue overdue, boolean isFinished) {

    public Verification {
        verdicts = Map.copyOf(verdicts);
    }
}

package dev.stampede.contracts.totals;

import dev.stampede.contracts.totals.CodeOutcome.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link CodeOutcome} as the API returns it.
 *
 * @param condition why it does not apply; null if it does
 * @param minSubtotal what the goods that it is for must cost at least, in minor units, if they cost too little
 */
public record CodeView(String code, boolean applies, @Nullable Condition condition, @Nullable Long minSubtotal) {

    public static List<CodeView> of(List<CodeOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> new CodeView(
                        outcome.code(), outcome.applies(), outcome.unmet(), outcome.minSubtotal()))
                .toList();
    }
}

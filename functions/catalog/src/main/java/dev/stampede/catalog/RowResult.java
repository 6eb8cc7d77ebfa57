package dev.stampede.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row of a file.
 *
 * @param row its number, from 1
 * @param productId what the row says, if it can be read
 * @param problem why its product was not written; null if it was
 */
public record RowResult(int row, @Nullable String productId, @Nullable Map<String, Object> problem) {

    boolean isFailed() {
        return problem != null;
    }

    String status() {
        return isFailed() ? "failed" : "imported";
    }
}

package dev.stampede.reports;

import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applied adjustments of stock, by SKU and time; reads are eventually consistent. Implementations are thread-safe. */
public interface StockMovements {

    /** The next SKUs that have stock, by name; empty at the end. @param after a SKU, or null for the first ones */
    List<Sku> skus(@Nullable Sku after);

    /**
     * @param from the first moment
     * @param until the first moment that is too late
     * @param after where the previous page ended, or null for the first page
     */
    Page ofSku(Sku sku, Instant from, Instant until, @Nullable String after);

    /** @param next where the next page starts, or empty on the last page */
    record Page(List<Movement> movements, Optional<String> next) {

        public Page {
            movements = List.copyOf(movements);
        }
    }

    /** @param by the subject of the token of who changed the stock */
    record Movement(Instant at, Sku sku, int delta, String reason, String by, String adjustmentId) {}
}

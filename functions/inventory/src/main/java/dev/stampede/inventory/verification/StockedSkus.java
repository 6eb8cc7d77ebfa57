package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SKUs that ever had stock. Implementations are safe for use by many threads. */
public interface StockedSkus {

    /** @param since when the first units came: no order placed long before can hold any */
    record StockedSku(Sku sku, Instant since) {}

    /** All of them; one whose first units came a moment ago may be missing. */
    List<StockedSku> all();

    /** By a consistent read. */
    Optional<StockedSku> find(Sku sku);
}

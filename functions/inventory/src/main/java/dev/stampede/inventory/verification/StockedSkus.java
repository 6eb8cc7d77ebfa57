package dev.stampede.inventory.verification;

import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SKUs that have or had stock. Implementations are safe for use by many threads. */
public interface StockedSkus {

    /** @param since when the first units were received; orders placed long before hold none */
    record StockedSku(Sku sku, Instant since) {}

    /** All of them; eventually consistent. */
    List<StockedSku> all();

    /** Finds one with a consistent read. */
    Optional<StockedSku> find(Sku sku);
}

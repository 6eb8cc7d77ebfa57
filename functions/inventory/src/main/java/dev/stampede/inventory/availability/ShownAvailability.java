package dev.stampede.inventory.availability;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.util.Map;
import java.util.Set;

/** The availability in the catalog. Implementations are safe for use by many threads. */
public interface ShownAvailability {

    /**
     * Sets the availability of SKUs and updates their products, each product once.
     *
     * @return the SKUs for which anything changed; none that are not in the catalog
     * @throws RuntimeException the exception of a product, after all others have been tried
     */
    Set<Sku> show(Map<Sku, Availability> availability);
}

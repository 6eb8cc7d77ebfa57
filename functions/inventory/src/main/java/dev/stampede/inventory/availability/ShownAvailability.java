package dev.stampede.inventory.availability;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;

/** The availability in the catalog. Implementations are safe for use by many threads. */
public interface ShownAvailability {

    /**
     * Sets the availability of the SKU and updates its product.
     *
     * @return whether anything changed; false also if the SKU is not in the catalog
     */
    boolean show(Sku sku, Availability availability);
}

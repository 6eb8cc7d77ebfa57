package dev.stampede.inventory.availability;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;

/** What the catalog shows. Implementations are safe for use by many threads. */
public interface ShownAvailability {

    /**
     * Shows this availability of the SKU, at the SKU itself and at its product.
     *
     * @return whether anything had to be changed; false also if the catalog does not have the SKU
     */
    boolean show(Sku sku, Availability availability);
}

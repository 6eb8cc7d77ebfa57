package dev.stampede.catalog;

import dev.stampede.contracts.id.Sku;

/** What became of a product that was to be written. */
sealed interface PutOutcome {

    record Created(CatalogEntry entry) implements PutOutcome {}

    record Replaced(CatalogEntry entry) implements PutOutcome {}

    /** Nothing was written. */
    sealed interface Refused extends PutOutcome {}

    /** A SKU belongs to another product. */
    record SkuTaken(Sku sku) implements Refused {}

    /** The precondition does not hold. */
    record Stale() implements Refused {}

    /** Others kept changing the product. */
    record Busy() implements Refused {}

    /** The product exchanges SKUs with more products than can be written together. */
    record ExchangeTooLarge() implements Refused {}
}

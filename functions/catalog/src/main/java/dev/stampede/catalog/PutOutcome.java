package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.Sku;

/** The outcome of writing a product. */
sealed interface PutOutcome {

    record Created(CatalogEntry entry) implements PutOutcome {}

    record Replaced(CatalogEntry entry) implements PutOutcome {}

    /** Nothing was written. */
    sealed interface Refused extends PutOutcome {}

    /** A SKU belongs to another product. */
    record SkuTaken(Sku sku) implements Refused {}

    /** The slug belongs to another product, perhaps as a former one. */
    record SlugTaken(Slug slug) implements Refused {}

    /** The precondition failed. */
    record Stale() implements Refused {}

    /** The write kept conflicting with other changes. */
    record Busy() implements Refused {}

    /** The change has more items than can be written together: it replaces too many SKUs, or exchanges too many. */
    record ChangeTooLarge() implements Refused {}
}

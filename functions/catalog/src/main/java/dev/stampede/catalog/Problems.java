package dev.stampede.catalog;

import dev.stampede.runtime.http.Problem;

/** The kinds of problem of the catalog. */
final class Problems {

    static final Problem STALE = Problem.of("precondition-failed", "The product has changed", 412)
            .withDetail("The product doesn't match If-Match");
    static final Problem BUSY = Problem.of("product-busy", "The product is being changed by another request", 409)
            .withDetail("Try again");
    private static final Problem EXCHANGE_TOO_LARGE = Problem
            .of("exchange-too-large", "Too many products exchange SKUs", 409)
            .withDetail("Products that take SKUs from each other are written together. Import fewer of them at a time");

    private Problems() {}

    static Problem of(PutOutcome.Refused refused) {
        return switch (refused) {
            case PutOutcome.SkuTaken(var sku) -> Problem.of("sku-taken", "The SKU belongs to another product", 409)
                    .withDetail("SKU " + sku + " belongs to another product")
                    .with("sku", sku.value());
            case PutOutcome.Stale() -> STALE;
            case PutOutcome.Busy() -> BUSY;
            case PutOutcome.ExchangeTooLarge() -> EXCHANGE_TOO_LARGE;
        };
    }
}

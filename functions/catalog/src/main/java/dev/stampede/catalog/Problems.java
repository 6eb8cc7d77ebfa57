package dev.stampede.catalog;

import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.SortedMap;

/** The kinds of problem of the catalog. */
final class Problems {

    static final Problem STALE = Problem.of("precondition-failed", "The product has changed", 412)
            .withDetail("The product doesn't match If-Match, or exists in spite of If-None-Match");
    static final Problem BUSY = Problem.of("product-busy", "The product is being changed by another request", 409)
            .withDetail("Try again");
    static final Problem RULES_STALE = Problem.of("precondition-failed", "The rules have changed", 412)
            .withDetail("The rules don't match If-Match");
    static final Problem RULES_BUSY = Problem.of("rules-busy", "The rules are being changed by another request", 409)
            .withDetail("Try again");
    private static final Problem CHANGE_TOO_LARGE = Problem
            .of("change-too-large", "The change is too large", 409)
            .withDetail("A product is written with its SKUs, also those that it loses or takes from other products. "
                    + "Remove variants in one request and add others in the next, and import fewer products that "
                    + "exchange SKUs");

    static final Problem NOT_UPLOADED = Problem.of("import-not-uploaded", "The file has not been uploaded", 409)
            .withDetail("Upload the file to the URL of the import, then start it");
    static final Problem IMPORT_ENDED = Problem.of("import-ended", "The import has ended", 409)
            .withDetail("Create another import to import the file again");

    private Problems() {}

    static Problem of(Products.Deletion deletion) {
        return Problem.of("product-deleted", "The product was deleted", 404)
                .with("deletedAt", deletion.at())
                .with("deletedBy", deletion.by());
    }

    /** @param uses the least that each code can have, by the position of its promotion */
    static Problem fewerUses(SortedMap<Integer, Integer> uses) {
        return Problem.invalid(uses.entrySet().stream()
                .map(least -> new FieldError(
                        "promotions[" + least.getKey() + "].uses",
                        "must be at least " + least.getValue() + ", which the code has had"))
                .toList());
    }

    static Problem otherSize(long announced, long size) {
        return Problem.of("import-size-mismatch", "The file has another size than the import", 409)
                .withDetail("The import was created for " + announced + " bytes; the uploaded file has " + size)
                .with("announcedSize", announced)
                .with("size", size);
    }

    static Problem of(PutOutcome.Refused refused) {
        return switch (refused) {
            case PutOutcome.SkuTaken(var sku) -> Problem.of("sku-taken", "The SKU belongs to another product", 409)
                    .withDetail("SKU " + sku + " belongs to another product")
                    .with("sku", sku.value());
            case PutOutcome.SlugTaken(var slug) -> Problem
                    .of("slug-taken", "The slug belongs to another product", 409)
                    .withDetail("Slug " + slug + " is the current or a former slug of another product")
                    .with("slug", slug.value());
            case PutOutcome.Stale() -> STALE;
            case PutOutcome.Busy() -> BUSY;
            case PutOutcome.ChangeTooLarge() -> CHANGE_TOO_LARGE;
        };
    }
}

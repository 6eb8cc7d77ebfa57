package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.Offered;
import dev.stampede.contracts.catalog.OfferedVariant;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A published product as the index needs it.
 *
 * @param optionValues the values that its variants have, such as sizes and colors
 * @param skus of all variants
 * @param barcodes of the variants that have one
 * @param attributeValues the texts and numbers of its attributes
 * @param terms its {@link FilterTerms}
 * @param offered the prices and the availability that it offers now
 * @param compareAtPrice what the lowest price is compared with, in minor units, or null ({@link OfferedVariant})
 * @param publication never a draft
 */
public record IndexedProduct(
        ProductId id,
        String title,
        Slug slug,
        @Nullable String summary,
        @Nullable String description,
        Category category,
        List<String> tags,
        List<String> optionValues,
        List<Sku> skus,
        List<String> barcodes,
        List<String> attributeValues,
        Set<String> terms,
        Offered offered,
        @Nullable Long compareAtPrice,
        String currency,
        @Nullable Picture picture,
        Publication publication,
        Instant createdAt) {

    public IndexedProduct {
        tags = List.copyOf(tags);
        optionValues = List.copyOf(optionValues);
        skus = List.copyOf(skus);
        barcodes = List.copyOf(barcodes);
        attributeValues = List.copyOf(attributeValues);
        terms = Set.copyOf(terms);
        if (publication.isDraft()) {
            throw new IllegalArgumentException("Drafts are not indexed");
        }
    }

    Availability availability() {
        return offered.availability();
    }
}

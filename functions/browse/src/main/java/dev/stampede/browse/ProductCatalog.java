package dev.stampede.browse;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.util.Optional;

/** The catalog as shoppers read it; reads are eventually consistent. Implementations are thread-safe. */
public interface ProductCatalog {

    Optional<Found> find(ProductId id);

    /** The product that has this slug, or had it. */
    Optional<Found> find(Slug slug);

    /** @param version increases each time an admin changes the product */
    record Found(ProductDetail product, long version) {}
}

package dev.stampede.browse;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.time.Duration;

/** The names of responses in the shared cache, and how long they are kept there. */
final class SharedKeys {

    /** For products, whose changes are events. The time bounds how long a lost event matters. */
    static final Duration UNTIL_INVALIDATED = Duration.ofMinutes(1);
    /** For what no event names: products by slug. */
    static final Duration UNTIL_EXPIRY = Duration.ofSeconds(2);

    private SharedKeys() {}

    static String of(ProductId id) {
        return "product/" + id.value();
    }

    static String of(Slug slug) {
        return "slug/" + slug.value();
    }
}

package dev.stampede.browse;

import dev.stampede.browse.BrowseApi.ListingPage;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.Sha256;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of responses in the shared cache, and how long they are kept there. */
final class SharedKeys {

    /** For products, whose changes are events. The time bounds how long a lost event matters. */
    static final Duration UNTIL_INVALIDATED = Duration.ofMinutes(1);
    /** For what no event names: pages of products, and products by slug. */
    static final Duration UNTIL_EXPIRY = Duration.ofSeconds(2);

    private SharedKeys() {}

    static String of(ProductId id) {
        return "product/" + id.value();
    }

    static String of(Slug slug) {
        return "slug/" + slug.value();
    }

    static String of(ListingPage page) {
        var query = page.query();
        return "list/" + hash(String.join("\n", text(query.category()), query.sort().text(), text(query.minPrice()),
                text(query.maxPrice()), Boolean.toString(query.inStock()), text(page.after()),
                Integer.toString(page.limit()),
                query.terms().stream().map(terms -> String.join("\t", new TreeSet<>(terms)))
                        .collect(Collectors.joining("\n"))));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, 16);
    }
}

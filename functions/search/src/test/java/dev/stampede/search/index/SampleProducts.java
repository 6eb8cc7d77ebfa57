package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.Offered;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Products for tests: {@code product("p1").titled("Red Shoe").priced(4900).build()}. */
public final class SampleProducts {

    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final String id;
    private String title = "Thing";
    private @Nullable String summary;
    private @Nullable String description;
    private String category = "misc";
    private List<String> tags = List.of();
    private List<String> options = List.of();
    private final List<Sku> skus = new ArrayList<>();
    private List<String> barcodes = List.of();
    private final List<String> attributes = new ArrayList<>();
    private final Set<String> terms = new TreeSet<>();
    private Availability availability = Availability.IN_STOCK;
    private @Nullable Long compareAtPrice;
    private final Set<Long> prices = new TreeSet<>();
    private Publication publication = Publication.ALWAYS;
    private Instant createdAt = CREATED;

    private SampleProducts(String id) {
        this.id = id;
    }

    public static SampleProducts product(String id) {
        return new SampleProducts(id);
    }

    public SampleProducts titled(String value) {
        title = value;
        return this;
    }

    public SampleProducts summed(String value) {
        summary = value;
        return this;
    }

    public SampleProducts described(String value) {
        description = value;
        return this;
    }

    public SampleProducts in(String value) {
        category = value;
        return this;
    }

    public SampleProducts tagged(String... values) {
        tags = List.of(values);
        tags.forEach(tag -> terms.add(FilterTerms.tag(tag)));
        return this;
    }

    public SampleProducts withOptions(String... values) {
        options = List.of(values);
        return this;
    }

    public SampleProducts withSku(String sku) {
        skus.add(new Sku(sku));
        return this;
    }

    public SampleProducts withBarcode(String barcode) {
        barcodes = List.of(barcode);
        return this;
    }

    public SampleProducts with(String attribute, String value) {
        attributes.add(value);
        terms.add(FilterTerms.attribute(attribute, value));
        return this;
    }

    public SampleProducts priced(long... values) {
        for (var value : values) {
            prices.add(value);
        }
        return this;
    }

    public SampleProducts insteadOf(long value) {
        compareAtPrice = value;
        return this;
    }

    public SampleProducts that(Availability value) {
        availability = value;
        return this;
    }

    public SampleProducts published(Publication value) {
        publication = value;
        return this;
    }

    public SampleProducts createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    public IndexedProduct build() {
        return new IndexedProduct(
                new ProductId(id),
                title,
                new Slug(id.toLowerCase(java.util.Locale.ROOT)),
                summary,
                description,
                new Category(category),
                tags,
                options,
                skus.isEmpty() ? List.of(new Sku("SKU-" + id)) : skus,
                barcodes,
                attributes,
                terms,
                new Offered(availability, new TreeSet<>(prices.isEmpty() ? Set.of(1000L) : prices)),
                compareAtPrice,
                "EUR",
                null,
                publication,
                createdAt);
    }
}

package dev.stampede.catalog;

import dev.stampede.contracts.catalog.SearchText;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product as its owner describes it.
 *
 * @param title 1 to 200 characters
 * @param summary at most 300 characters, or null
 * @param description at most 4,000 characters, or null
 * @param currency ISO 4217
 * @param imageUrl at most 2,000 characters, or null
 * @param variants 1 to {@link #MAX_VARIANTS}, of different SKUs
 */
public record Product(
        ProductId id,
        String title,
        @Nullable String summary,
        @Nullable String description,
        Category category,
        String currency,
        @Nullable String imageUrl,
        List<Variant> variants) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_SUMMARY = 300;
    public static final int MAX_DESCRIPTION = 4000;
    public static final int MAX_IMAGE_URL = 2000;

    /**
     * A product is written in one transaction, which has room for 100 items (Amazon DynamoDB Developer Guide,
     * "TransactWriteItems"): the product and every SKU and word that is added or removed.
     */
    public static final int MAX_VARIANTS = 49 - SearchText.MAX_WORDS;

    public Product {
        variants = List.copyOf(variants);
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("A title has 1 to " + MAX_TITLE + " characters");
        }
        if (isLonger(summary, MAX_SUMMARY) || isLonger(description, MAX_DESCRIPTION)
                || isLonger(imageUrl, MAX_IMAGE_URL)) {
            throw new IllegalArgumentException("A text of the product is too long");
        }
        if (!Money.isCurrency(currency)) {
            throw new IllegalArgumentException("Not an ISO 4217 currency: " + currency);
        }
        if (variants.isEmpty() || variants.size() > MAX_VARIANTS) {
            throw new IllegalArgumentException("A product has 1 to " + MAX_VARIANTS + " variants");
        }
        if (variants.stream().map(Variant::sku).distinct().count() < variants.size()) {
            throw new IllegalArgumentException("Two variants have the same SKU");
        }
    }

    /** The price shown in listings. */
    public long lowestPrice() {
        return variants.stream().mapToLong(Variant::price).min().orElseThrow();
    }

    public Set<Sku> skus() {
        return variants.stream().map(Variant::sku).collect(Collectors.toUnmodifiableSet());
    }

    /** The search words of the product. */
    public Set<String> words() {
        return SearchText.ofProduct(title, category.slug());
    }

    private static boolean isLonger(@Nullable String text, int max) {
        return text != null && text.length() > max;
    }
}

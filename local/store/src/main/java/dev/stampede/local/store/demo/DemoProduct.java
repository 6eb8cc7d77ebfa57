package dev.stampede.local.store.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product of the demo catalog.
 *
 * @param option the name of the option that its variants choose a value of, or null if it has one variant
 * @param attributes strings by name
 * @param imagePath path of the image that the local store generates
 */
public record DemoProduct(String productId, String title, String summary, String description, String category,
        List<String> tags, @Nullable String option, Map<String, String> attributes, String imagePath,
        List<Variant> variants) {

    public DemoProduct {
        tags = List.copyOf(tags);
        attributes = Map.copyOf(attributes);
        variants = List.copyOf(variants);
    }

    /** The path of an image that shows it closer. */
    String detailImagePath() {
        return imagePath.replaceFirst("\\.svg$", ".detail.svg");
    }

    /**
     * @param value the value of the product's option, if it has one
     * @param price in minor units
     * @param compareAtPrice a higher price that it was reduced from, or null
     * @param stock initial units; 0 for sold out
     */
    public record Variant(String sku, String value, long price, @Nullable Long compareAtPrice, int stock) {}
}

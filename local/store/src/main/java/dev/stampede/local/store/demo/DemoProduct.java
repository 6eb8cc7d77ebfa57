package dev.stampede.local.store.demo;

import java.util.List;

/**
 * A product of the demo catalog.
 *
 * @param imagePath path of the image that the local store generates
 */
public record DemoProduct(String productId, String title, String summary, String description, String category,
        String currency, String imagePath, List<Variant> variants) {

    public DemoProduct {
        variants = List.copyOf(variants);
    }

    /**
     * @param price in minor units
     * @param stock initial units; 0 for sold out
     */
    public record Variant(String sku, String name, long price, int stock) {}
}

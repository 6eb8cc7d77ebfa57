package dev.stampede.local.store.demo;

import java.util.List;

/**
 * A product of the demo catalogue.
 *
 * @param imagePath where the local store draws its picture
 */
public record DemoProduct(String productId, String title, String summary, String description, String category,
        String currency, String imagePath, List<Variant> variants) {

    public DemoProduct {
        variants = List.copyOf(variants);
    }

    /**
     * @param price in minor units
     * @param stock units to begin with; 0 is sold out from the first day
     */
    public record Variant(String sku, String name, long price, int stock) {}
}

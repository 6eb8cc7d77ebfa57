package dev.stampede.local.demo;

import java.util.List;

/** A product of the demo catalogue in the form of the admin API, with the stock of each variant beside it. */
public record DemoProduct(String productId, String title, String summary, String description, String category,
        String currency, String imageUrl, List<Variant> variants) {

    public DemoProduct {
        variants = List.copyOf(variants);
    }

    /**
     * @param price in minor units
     * @param stock units to begin with; 0 is sold out from the first day
     */
    public record Variant(String sku, String name, long price, int stock) {}
}

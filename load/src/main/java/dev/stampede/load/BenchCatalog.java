package dev.stampede.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The products that page loads read. Product {@code n} is the same in every run, so that stores can be compared, and a
 * larger catalog contains the smaller ones. Uses only members of a product that every version of the API has.
 */
final class BenchCatalog {

    static final String CURRENCY = "EUR";
    static final int CATEGORIES = 50;

    /** In one of four titles each, so that a search for one of them matches a quarter of the catalog. */
    static final List<String> COMMON_WORDS = List.of("Classic", "Organic", "Light", "Modern");

    private static final List<String> MATERIALS = List.of(
            "Cotton", "Wool", "Leather", "Linen", "Bamboo", "Steel", "Oak", "Silk", "Denim", "Canvas", "Glass");
    private static final List<String> THINGS = List.of("Shirt", "Sneaker", "Jacket", "Lamp", "Chair", "Backpack",
            "Bottle", "Sweater", "Blanket", "Watch", "Table", "Cap", "Scarf");
    private static final int CHEAPEST = 500;
    private static final int PRICES = 9_973;
    private static final int STEP = 7_919;

    private BenchCatalog() {}

    static String productId(int number) {
        return "bench-%07d".formatted(number);
    }

    static String sku(int number) {
        return "BENCH-%07d".formatted(number);
    }

    static String category(int number) {
        return "bench-%02d".formatted(Math.floorMod(number, CATEGORIES));
    }

    /** A word of product {@code number}'s title that a quarter of all products have. */
    static String commonWord(int number) {
        return COMMON_WORDS.get(Math.floorMod(number, COMMON_WORDS.size()));
    }

    /** Two words of product {@code number}'s title that few products have together. */
    static String rareWords(int number) {
        return material(number) + " " + thing(number);
    }

    static long price(int number) {
        return CHEAPEST + Math.floorMod((long) number * STEP, (long) PRICES);
    }

    static String title(int number) {
        return "%s %s %s %d".formatted(commonWord(number), material(number), thing(number), number);
    }

    static Map<String, Object> product(int number) {
        var product = new LinkedHashMap<String, Object>();
        product.put("productId", productId(number));
        product.put("title", title(number));
        product.put("summary", "Made of %s, built to last.".formatted(material(number).toLowerCase(Locale.ROOT)));
        product.put("description",
                "A %s for every day. %s".formatted(thing(number), "It keeps its shape. ".repeat(10)));
        product.put("category", category(number));
        product.put("currency", CURRENCY);
        product.put("variants", List.of(Map.of("sku", sku(number), "price", price(number))));
        return product;
    }

    static List<Map<String, Object>> products(int from, int to) {
        return IntStream.range(from, to).mapToObj(BenchCatalog::product).toList();
    }

    private static String material(int number) {
        return MATERIALS.get(Math.floorMod(number / COMMON_WORDS.size(), MATERIALS.size()));
    }

    private static String thing(int number) {
        return THINGS.get(Math.floorMod(number / (COMMON_WORDS.size() * MATERIALS.size()), THINGS.size()));
    }
}

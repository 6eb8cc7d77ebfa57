package dev.stampede.local.store.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stampede.local.store.demo.DemoProduct.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Generates the demo catalog: 271 products in nine categories, the same each time. */
public final class DemoCatalog {

    /** The product with high demand. It has one variant. */
    public static final String DROP = "limited-sneaker";
    /** The SKU of the {@link #DROP}. */
    public static final String DROP_SKU = "LIMITED-SNEAKER-42";
    static final int DROP_UNITS = 5_000;

    /** Fixed, so that the catalog is the same each time. */
    private static final long SEED = 20_260_101L;
    /** One in this many products is reduced, from the usual price of its kind at least. */
    private static final int REDUCED_IN = 8;
    /** One in this many variants is sold out, or almost sold out. */
    private static final int OUT_IN = 25;
    private static final int LOW_IN = 12;

    private final Random random = new Random(SEED);

    private DemoCatalog() {}

    /** All products, the {@link #DROP} first. */
    public static List<DemoProduct> products() {
        var catalog = new DemoCatalog();
        var products = new ArrayList<DemoProduct>();
        products.add(drop());
        for (var category : categories()) {
            for (var model : category.models()) {
                for (var kind : category.kinds()) {
                    products.add(catalog.product(category, model, kind));
                }
            }
        }
        return products;
    }

    private static DemoProduct drop() {
        return new DemoProduct(DROP, "Limited Sneaker", "Five thousand pairs, then never again.",
                "A sneaker of undyed canvas with a red sole, numbered from 1 to 5000. Sold one evening only.",
                "clothing/shoes",
                List.of("limited"), "Size", Map.of("brand", "Stampede", "material", "canvas"), image(DROP),
                List.of(new Variant(DROP_SKU, "EU 42", 19_900, null, DROP_UNITS)));
    }

    private DemoProduct product(DemoCategory category, String model, DemoCategory.Kind kind) {
        var title = model + " " + kind.name();
        var productId = slug(title);
        var price = price(kind.price());
        var compareAtPrice = Math.floorMod(productId.hashCode(), REDUCED_IN) == 0 ? price * 5 / 4 : null;
        var variants = variants(category).stream()
                .map(value -> new Variant(sku(productId, value), value, price, compareAtPrice, stock())).toList();
        return new DemoProduct(productId, title, kind.about(),
                kind.about() + " " + detail(category, 0) + " " + detail(category, 1), category.name(),
                compareAtPrice == null ? List.of() : List.of("sale"), category.option(),
                Map.of("brand", model, "material", kind.material()), image(productId), variants);
    }

    /** Two of the category's variants if it has several. */
    private List<String> variants(DemoCategory category) {
        var all = category.variants();
        var start = all.size() <= 2 ? 0 : random.nextInt(all.size() - 1);
        return all.subList(start, Math.min(start + 2, all.size()));
    }

    /** Within 20% of the usual price, ending in 90 or 00. */
    private long price(long usual) {
        var varied = usual * (80 + random.nextInt(41)) / 100;
        var hundreds = Math.max(1, varied / 100) * 100;
        return random.nextBoolean() ? hundreds : hundreds - 10;
    }

    private int stock() {
        if (random.nextInt(OUT_IN) == 0) {
            return 0;
        }
        return random.nextInt(LOW_IN) == 0 ? 1 + random.nextInt(4) : 20 + random.nextInt(180);
    }

    /** Two different details: one of the first half, one of the second. */
    private String detail(DemoCategory category, int half) {
        var details = category.details();
        var middle = details.size() / 2;
        var from = half == 0 ? 0 : middle;
        return details.get(from + random.nextInt(half == 0 ? middle : details.size() - middle));
    }

    private static String sku(String productId, String variant) {
        var id = variant.equals("Standard") ? productId : productId + "-" + slug(variant);
        return id.toUpperCase(Locale.ROOT);
    }

    private static String image(String productId) {
        return "/_local/images/" + productId + ".svg";
    }

    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).replaceAll("['\\p{M}]", "")
                .replaceAll("[^a-z0-9]+", "-");
    }

    private static List<DemoCategory> categories() {
        try (var resource = DemoCatalog.class.getResourceAsStream("/demo/categories.json")) {
            return List.of(new JsonMapper().readValue(resource, DemoCategory[].class));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

package dev.stampede.local.store.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stampede.local.store.demo.DemoProduct.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes up the demo catalogue: 541 products in nine categories, the same ones each time. */
public final class DemoCatalogue {

    /** The product that everybody wants at once. It has one variant. */
    public static final String DROP = "limited-sneaker";
    /** The drop's one SKU. */
    public static final String DROP_SKU = "LIMITED-SNEAKER-42";
    static final int DROP_UNITS = 5_000;

    /** Any number; a fixed one gives the same catalogue each time. */
    private static final long SEED = 20_260_101L;
    private static final String CURRENCY = "EUR";
    /** One variant in so many is sold out, and one in so many is nearly so. */
    private static final int OUT_IN = 25;
    private static final int LOW_IN = 12;

    private final Random random = new Random(SEED);

    private DemoCatalogue() {}

    /** All products, the {@link #DROP} first. */
    public static List<DemoProduct> products() {
        var catalogue = new DemoCatalogue();
        var products = new ArrayList<DemoProduct>();
        products.add(drop());
        for (var shelf : shelves()) {
            for (var model : shelf.models()) {
                for (var kind : shelf.kinds()) {
                    products.add(catalogue.product(shelf, model, kind));
                }
            }
        }
        return products;
    }

    private static DemoProduct drop() {
        return new DemoProduct(DROP, "Limited Sneaker", "Five thousand pairs, then never again.",
                "A sneaker of undyed canvas with a red sole, numbered from 1 to 5000. Sold one evening only.", "shoes",
                CURRENCY, image(DROP), List.of(new Variant(DROP_SKU, "42", 19_900, DROP_UNITS)));
    }

    private DemoProduct product(Shelf shelf, String model, Shelf.Kind kind) {
        var title = model + " " + kind.name();
        var productId = slug(title);
        var price = price(kind.price());
        var variants = variants(shelf).stream()
                .map(name -> new Variant(sku(productId, name), name, price, stock())).toList();
        return new DemoProduct(productId, title, kind.about(),
                kind.about() + " " + detail(shelf, 0) + " " + detail(shelf, 1), shelf.category(), CURRENCY,
                image(productId), variants);
    }

    /** Two of the shelf's variants where it has several. */
    private List<String> variants(Shelf shelf) {
        var all = shelf.variants();
        var start = all.size() <= 2 ? 0 : random.nextInt(all.size() - 1);
        return all.subList(start, Math.min(start + 2, all.size()));
    }

    /** Up to a fifth around the usual price, ending in 90 or 00. */
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
    private String detail(Shelf shelf, int half) {
        var details = shelf.details();
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

    private static List<Shelf> shelves() {
        try (var resource = DemoCatalogue.class.getResourceAsStream("/demo/shelves.json")) {
            return List.of(new JsonMapper().readValue(resource, Shelf[].class));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

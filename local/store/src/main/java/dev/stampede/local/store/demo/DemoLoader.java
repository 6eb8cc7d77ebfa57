package dev.stampede.local.store.demo;

import dev.stampede.runtime.Batches;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Loads the demo catalog and its stock into a running store through the admin API. */
public final class DemoLoader {

    /**
     * Below the API's limits of 1,000 products and 1,000 adjustments, so that calls overlap and take only a few seconds.
     */
    static final int PRODUCTS_PER_CALL = 50;
    private static final String RULES = "/v1/admin/rules";
    /** The ETag of rules that were never set. */
    private static final String UNSET = "\"0\"";
    /** Standard rates in percent, by country (European Commission, "VAT rates applied in the Member States"). */
    private static final Map<String, Integer> VAT = Map.of(
            "DE", 19, "AT", 20, "BE", 21, "DK", 25, "ES", 21, "FR", 20, "IT", 22, "NL", 21, "PL", 23, "SE", 25);

    private static final int CALLS_AT_ONCE = 4;
    private static final Duration STOCK_DEADLINE = Duration.ofSeconds(60);
    /** Grows, so that a slow machine does not reach the limit of requests. */
    private static final Duration FIRST_POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    private final URI api;
    private final String adminToken;

    public DemoLoader(URI api, String adminToken) {
        this.api = api;
        this.adminToken = adminToken;
    }

    /**
     * Loads the catalog, unless the store already has products, and waits until the stock is visible.
     *
     * @return the number of products loaded
     * @throws IllegalStateException if the API returns an error, or the stock is not visible within a minute
     */
    public int load() {
        return load(Integer.MAX_VALUE);
    }

    /**
     * Loads the beginning of the catalog, as {@link #load()} loads all of it.
     *
     * @param limit the maximum number of products
     */
    public int load(int limit) {
        try (var store = new StoreClient(api, adminToken)) {
            if (!store.get("/v1/products?limit=1").path("products").isEmpty()) {
                return 0;
            }
            if (store.get(RULES).path("version").asLong() == 0) {
                store.replace(RULES, UNSET, rules());
            }
            var products = DemoCatalog.products().stream().limit(limit).toList();
            atOnce(Batches.of(products, PRODUCTS_PER_CALL).stream()
                    .<Runnable> map(batch -> () -> load(store, batch)).toList());
            awaitStock(store, products.stream().filter(DemoLoader::isInStock).count());
            return products.size();
        }
    }

    /** A German shop whose prices include VAT. Without shipping zones, so that an order needs no address. */
    private static Map<String, Object> rules() {
        return Map.of(
                "country", "DE",
                "pricesIncludeTax", true,
                "taxRates", VAT.entrySet().stream()
                        .map(rate -> Map.of("name", "VAT", "country", rate.getKey(), "rate", rate.getValue()))
                        .toList());
    }

    private void load(StoreClient store, List<DemoProduct> products) {
        var answer = store.send("POST", "/v1/admin/products/import",
                Map.of("products", products.stream().map(this::product).toList()));
        if (!answer.path("failed").isEmpty()) {
            throw new IllegalStateException("Products were rejected: " + answer.path("failed"));
        }
        var stock = store.send("POST", "/v1/admin/inventory/adjustments",
                Map.of("adjustments", adjustments(products)));
        if (!stock.path("refused").isEmpty()) {
            throw new IllegalStateException("Stock adjustments were rejected: " + stock.path("refused"));
        }
    }

    /** Stock adjustments are queued, and lists show them after they are processed. */
    private static void awaitStock(StoreClient store, long products) {
        var deadline = Instant.now().plus(STOCK_DEADLINE);
        var poll = FIRST_POLL;
        while (store.get("/v1/search?inStock=true&limit=1").path("total").asLong() < products) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The stock of the demo catalog was not visible within "
                        + STOCK_DEADLINE.toSeconds() + " s; see /_local/queues");
            }
            LockSupport.parkNanos(poll.toNanos());
            var longer = poll.multipliedBy(3).dividedBy(2);
            poll = longer.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : longer;
        }
    }

    private static boolean isInStock(DemoProduct product) {
        return product.variants().stream().anyMatch(variant -> variant.stock() > 0);
    }

    private Map<String, Object> product(DemoProduct product) {
        var json = new LinkedHashMap<String, Object>();
        json.put("productId", product.productId());
        json.put("title", product.title());
        json.put("summary", product.summary());
        json.put("description", product.description());
        json.put("category", product.category());
        json.put("tags", product.tags());
        if (product.option() != null) {
            json.put("options", List.of(Map.of("name", product.option(), "values",
                    product.variants().stream().map(DemoProduct.Variant::value).toList())));
        }
        json.put("variants", product.variants().stream().map(variant -> variant(product, variant)).toList());
        json.put("media", List.of(picture(product.imagePath(), product.title()),
                picture(product.detailImagePath(), product.title() + ", closer")));
        json.put("attributes", product.attributes());
        return json;
    }

    private Map<String, Object> picture(String path, String alt) {
        return Map.of("url", api.resolve(path).toString(), "alt", alt, "width", ImagesPage.WIDTH, "height",
                ImagesPage.HEIGHT);
    }

    private static Map<String, Object> variant(DemoProduct product, DemoProduct.Variant variant) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sku", variant.sku());
        if (product.option() != null) {
            json.put("options", Map.of(product.option(), variant.value()));
        }
        json.put("price", variant.price());
        if (variant.compareAtPrice() != null) {
            json.put("compareAtPrice", variant.compareAtPrice());
        }
        return json;
    }

    private static List<Map<String, Object>> adjustments(List<DemoProduct> products) {
        return products.stream().map(DemoProduct::variants).flatMap(List::stream)
                .filter(variant -> variant.stock() > 0).map(DemoLoader::adjustment).toList();
    }

    private static Map<String, Object> adjustment(DemoProduct.Variant variant) {
        return Map.of("adjustmentId", "demo-" + variant.sku(), "sku", variant.sku(),
                "delta", variant.stock(), "reason", "Demo catalog");
    }

    private static void atOnce(List<Runnable> calls) {
        try (var threads = Executors.newFixedThreadPool(CALLS_AT_ONCE, Thread.ofVirtual().factory())) {
            var running = new ArrayList<Future<?>>();
            calls.forEach(call -> running.add(threads.submit(call)));
            for (var call : running) {
                call.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while loading the demo catalog", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        }
    }
}

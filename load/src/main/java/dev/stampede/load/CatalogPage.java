package dev.stampede.load;

import java.util.List;

/** A kind of page that shoppers read. Request {@code n} of a kind is the same in every run. */
enum CatalogPage {
    /** A few popular pages of categories. */
    LIST("list") {
        @Override
        String path(int request, int products) {
            return "/v1/products?category=%s&sort=%s&limit=20".formatted(BenchCatalog.category(request), sort(request));
        }
    },
    /** Pages of categories that nobody else reads: no answer can be used twice. */
    COLD_LIST("cold list") {
        @Override
        String path(int request, int products) {
            return "/v1/products?category=%s&sort=price&minPrice=%d&limit=20"
                    .formatted(BenchCatalog.category(request), request + 1);
        }
    },
    /** Filtered by price. */
    FILTER("filter") {
        @Override
        String path(int request, int products) {
            var from = 1_000 * (request % 8);
            return "/v1/products?category=%s&sort=price&minPrice=%d&maxPrice=%d&limit=20"
                    .formatted(BenchCatalog.category(request % 10), from, from + 2_000);
        }
    },
    /** Nine of ten requests are for a hundredth of the products. */
    DETAIL("detail") {
        @Override
        String path(int request, int products) {
            var spread = Math.floorMod(request * 7_919L, (long) products);
            var popular = request % 10 == 0 ? spread : spread % Math.max(1, products / 100);
            return "/v1/products/" + BenchCatalog.productId((int) popular);
        }
    },
    /** A word that a quarter of all products have. */
    SEARCH_COMMON("search: common word") {
        @Override
        String path(int request, int products) {
            return "/v1/search?q=%s&limit=20".formatted(BenchCatalog.commonWord(request));
        }
    },
    /** Words that few products have together. */
    SEARCH_RARE("search: two words") {
        @Override
        String path(int request, int products) {
            return "/v1/search?q=%s&limit=20".formatted(BenchCatalog.rareWords(request).replace(' ', '+'));
        }
    },
    /** A common word with filters that nobody else chooses: no answer can be used twice. */
    COLD_SEARCH("cold search") {
        @Override
        String path(int request, int products) {
            return "/v1/search?q=%s&minPrice=%d&limit=20".formatted(BenchCatalog.commonWord(request), request + 1);
        }
    },
    /** The tree of categories with its counts. */
    CATEGORIES("categories") {
        @Override
        String path(int request, int products) {
            return "/v1/categories";
        }
    };

    private static final List<String> SORTS = List.of("price", "newest", "name");

    private final String label;

    CatalogPage(String label) {
        this.label = label;
    }

    /** @param products the number of products in the catalog */
    abstract String path(int request, int products);

    @Override
    public String toString() {
        return label;
    }

    private static String sort(int request) {
        return SORTS.get(request / BenchCatalog.CATEGORIES % SORTS.size());
    }
}

package dev.stampede.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.SearchText;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {

    private final Words catalog = new Words();
    private final Search search = new Search(catalog);

    @Test
    void find_severalWords_shouldGiveProductsThatHaveAll() {
        catalog.add("a", "Field notebook").add("b", "Pocket notebook").add("c", "Field glasses");

        assertThat(find("note field", 20)).containsExactly("a");
    }

    @Test
    void find_aWordThatNothingHas_shouldGiveNothing() {
        catalog.add("a", "Field notebook");

        assertThat(find("field unicorn", 20)).isEmpty();
    }

    @Test
    void find_shouldPutProductsWithTheVeryWordFirst() {
        catalog.add("a", "Notebook").add("b", "Note").add("c", "Notepad").add("d", "Note notebook");

        assertThat(find("note", 20)).containsExactly("b", "d", "a", "c");
    }

    @Test
    void find_moreThanTheLimit_shouldGiveTheBest() {
        IntStream.range(0, 50).forEach(n -> catalog.add("p%02d".formatted(n), "Notebook"));
        catalog.add("z", "Note");

        assertThat(find("note", 3)).containsExactly("z", "p00", "p01");
    }

    @Test
    void find_withStaleWords_shouldLeaveOutWhatHasChangedOrGoneAndFillUp() {
        IntStream.range(0, 60).forEach(n -> catalog.add("p%02d".formatted(n), "Notebook"));
        IntStream.range(0, 30).forEach(n -> catalog.products.remove(new ProductId("p%02d".formatted(n))));
        catalog.rename("p30", "Pen");

        assertThat(find("note", 2)).containsExactly("p31", "p32");
    }

    @Test
    void find_aRareAndACommonWord_shouldFindWhatTheCommonOnesReadDidNotReach() {
        IntStream.range(0, 40).forEach(n -> catalog.add("p%02d".formatted(n), "Notebook"));
        catalog.add("rare", "Notebook unicorn");
        catalog.most = 10;

        assertThat(find("note unicorn", 20)).containsExactly("rare");
    }

    @Test
    void find_commonWordsOnly_shouldStillGiveOnlyProductsThatHaveAll() {
        IntStream.range(0, 40).forEach(n -> catalog.add("a%02d".formatted(n), "Notebook"));
        IntStream.range(0, 40).forEach(n -> catalog.add("b%02d".formatted(n), "Paper"));
        catalog.add("a05", "Notebook paper");
        catalog.most = 20;

        assertThat(find("note paper", 20)).containsExactly("a05");
    }

    private List<String> find(String text, int limit) {
        return search.find(SearchQuery.of(text), limit).stream()
                .map(product -> product.productId().value())
                .toList();
    }

    /** Products and their words in memory. */
    private static final class Words implements ProductCatalog {

        private final Map<ProductId, ProductSummary> products = new LinkedHashMap<>();
        private final Map<ProductId, String> indexed = new LinkedHashMap<>();
        private int most = 1000;

        Words add(String id, String title) {
            indexed.put(new ProductId(id), title);
            return rename(id, title);
        }

        Words rename(String id, String title) {
            var productId = new ProductId(id);
            products.put(productId,
                    new ProductSummary(productId, title, new Slug("s"), null, "x", new PriceRange(1, 1), "EUR", null,
                            "OUT"));
            return this;
        }

        @Override
        public WordMatches matches(String prefix) {
            var matches = new HashMap<ProductId, Boolean>();
            for (var one : indexed.entrySet()) {
                var words = SearchText.ofProduct(one.getValue(), "x");
                if (words.stream().anyMatch(word -> word.startsWith(prefix))) {
                    if (matches.size() == most) {
                        return new WordMatches(matches, false);
                    }
                    matches.put(one.getKey(), words.contains(prefix));
                }
            }
            return new WordMatches(matches, true);
        }

        @Override
        public List<ProductSummary> products(List<ProductId> ids) {
            return ids.stream().map(products::get).filter(Objects::nonNull).toList();
        }

        @Override
        public Page<ProductSummary> list(ListingQuery query, @Nullable String after, int limit) {
            throw new AssertionError("The search lists nothing");
        }

        @Override
        public Optional<Found> find(ProductId id) {
            throw new AssertionError("The search reads no single product");
        }

        @Override
        public Optional<Found> find(Slug slug) {
            throw new AssertionError("The search reads no single product");
        }

        @Override
        public Map<Category, Integer> productsByCategory() {
            throw new AssertionError("The search reads no categories");
        }
    }
}

package dev.stampede.browse;

import dev.stampede.contracts.catalog.SearchText;
import java.util.List;

/** What is searched for: products that have, for each of the words, a word that begins with it. */
record SearchQuery(List<String> words) {

    static final int MAX_LENGTH = 200;
    static final int MAX_WORDS = 8;

    SearchQuery {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "must contain a word of at least " + SearchText.MIN_WORD + " letters or digits");
        }
    }

    /** @throws IllegalArgumentException if the text is too long or holds nothing that can be searched for */
    static SearchQuery of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters long");
        }
        return new SearchQuery(List.copyOf(SearchText.words(text, MAX_WORDS)));
    }

    boolean matches(ProductSummary product) {
        var having = SearchText.ofProduct(product.title(), product.category());
        return words.stream().allMatch(word -> having.stream().anyMatch(one -> one.startsWith(word)));
    }
}

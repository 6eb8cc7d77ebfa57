package dev.stampede.browse;

import dev.stampede.contracts.catalog.SearchText;
import java.util.List;

/** The words to search for. A product matches if it has, for each of them, a word with that prefix. */
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

    /** @throws IllegalArgumentException if the text is too long or has no searchable word */
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

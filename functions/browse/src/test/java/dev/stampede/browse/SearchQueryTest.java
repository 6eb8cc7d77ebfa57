package dev.stampede.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    @Test
    void of_aText_shouldHoldItsDifferentWordsAsTheyAreIndexed() {
        assertThat(SearchQuery.of("  CAFÉ note a note ").words()).containsExactly("cafe", "note");
    }

    @Test
    void of_manyWords_shouldHoldTheFirstEight() {
        assertThat(SearchQuery.of("aa bb cc dd ee ff gg hh ii jj").words()).hasSize(8).endsWith("hh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b c", "--- !!!"})
    void of_nothingThatIsIndexed_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchQuery.of(text));
    }

    @Test
    void of_aVeryLongText_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchQuery.of("ab".repeat(101)));
    }

    @ParameterizedTest
    @CsvSource({"note,true", "NOTEBOOK,true", "note field,true", "pap,true", "note pen,false", "book,false",
            "notebooks,false"})
    void matches_shouldWantEachWordAtTheBeginningOfOne(String text, boolean matches) {
        var product = new ProductSummary(
                new ProductId("n"), "Field Notebook", new Slug("s"), null, "paper", new PriceRange(1, 1), "EUR", null,
                "OUT");

        assertThat(SearchQuery.of(text).matches(product)).isEqualTo(matches);
    }
}

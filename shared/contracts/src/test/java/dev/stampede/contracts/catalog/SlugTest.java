package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Caf\u00e9-Cr\u00e8me, 2 L | cafe-creme-2-l", "' -- A -- ' | a",
            "a \u8a9e b | a-b",
            "stra\u00dfe | strasse"})
    void of_aText_shouldBeItsWords(String text, String slug) {
        assertThat(Slug.of(text, Slug.MAX_LENGTH)).contains(new Slug(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "\u8a9e", "!?"})
    void of_aTextWithoutLettersAndDigits_shouldBeNone(String text) {
        assertThat(Slug.of(text, 10)).isEmpty();
    }

    @Test
    void of_aLongText_shouldBeCutBehindALetter() {
        assertThat(Slug.of("abc def ghi", 8)).contains(new Slug("abc-def"));
        assertThat(Slug.of("abc def ghi", 7)).contains(new Slug("abc-def"));
        assertThat(Slug.of("abc def ghi", 6)).contains(new Slug("abc-de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a--b", "-a", "a-", "a b", "\u00fc", "a/b"})
    void slug_ofAnotherForm_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug("a".repeat(Slug.MAX_LENGTH + 1)));
    }
}

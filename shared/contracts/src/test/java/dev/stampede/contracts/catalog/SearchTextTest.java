package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource({"'Café-Crème,  2 L!','cafe creme 2 l'", "'Große STRASSE','grosse strasse'",
            "'  Field\tNotebook (A5) ','field notebook a5'", "'ｆｕｌｌ ｗｉｄｔｈ','full width'", "'Ελλάδα','ελλαδα'",
            "'日本 茶','日本 茶'", "'---',''", "'',''", "'İstanbul','istanbul'", "'Łódź Đuro','lodz duro'",
            "'Œuvre Æble Ørsted','oeuvre aeble orsted'", "'GROẞE große','grosse grosse'",
            "'ΣΊΣΥΦΟΣ σίσυφος','σισυφοσ σισυφοσ'",
            "'ガラス','ガラス'", "'ｶﾞﾗｽ','ガラス'", "'हिन्दी','हिन्दी'", "'한국어','한국어'", "'ё Ñ ž','е n z'"})
    void normalised_anyText_shouldBeLowerCaseLettersDigitsAndSingleSpaces(String text, String normalised) {
        assertThat(SearchText.normalised(text)).isEqualTo(normalised);
    }

    @Test
    void normalised_twice_shouldChangeNothing() {
        var once = SearchText.normalised("Ǆ ﬃ ß Σας İı Ångström ½ ﷺ 😀");

        assertThat(SearchText.normalised(once)).isEqualTo(once);
    }

    @Test
    void folded_textOfAscii_shouldBeAsWithinOtherText() {
        for (var letter = '\0'; letter < 0x80; letter++) {
            assertThat(SearchText.folded("É" + letter)).isEqualTo("e" + SearchText.folded(Character.toString(letter)));
        }
    }

    @Test
    void start_shouldCutBetweenCharacters() {
        // Characters outside of the basic plane count once and stay whole.
        var letter = new String(Character.toChars(0x20000));

        assertThat(SearchText.start(letter.repeat(60), 40)).isEqualTo(letter.repeat(40));
        assertThat(SearchText.start("short", 40)).isEqualTo("short");
    }
}

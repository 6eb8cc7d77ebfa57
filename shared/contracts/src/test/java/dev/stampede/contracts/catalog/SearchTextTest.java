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
    void words_ofAText_shouldBeDifferentAndInOrderAndLongEnough() {
        assertThat(SearchText.words("A pen, a red PEN & 2 in 10", 20)).containsExactly("pen", "red", "in", "10");
    }

    @Test
    void words_moreThanAsked_shouldBeTheFirst() {
        assertThat(SearchText.words("one two three four", 2)).containsExactly("one", "two");
    }

    @Test
    void words_veryLong_shouldBeCutBetweenCharacters() {
        // Characters outside of the basic plane count once and stay whole.
        var letter = new String(Character.toChars(0x20000));

        assertThat(SearchText.words(letter.repeat(60), 20)).containsExactly(letter.repeat(SearchText.MAX_WORD));
    }

    @Test
    void words_ofOneCharacterOutsideOfTheBasicPlane_shouldNotCountAsTwo() {
        assertThat(SearchText.words(new String(Character.toChars(0x20000)), 20)).isEmpty();
    }

    @Test
    void words_ofNothing_shouldBeNone() {
        assertThat(SearchText.words(" – ", 20)).isEmpty();
    }
}

package dev.stampede.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final String QUERY = "category=paper&sort=price";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Cursors cursors = new Cursors("a key of this deployment");

    @ParameterizedTest
    @ValueSource(strings = {"000000000001250#field-notebook", "", "é日本😀#x", "#"})
    void open_whatWasSealed_shouldGiveThePosition(String position) {
        assertThat(cursors.open(QUERY, cursors.seal(QUERY, position))).isEqualTo(position);
    }

    @Test
    void open_theLongestSortKeyOfDynamoDb_shouldGiveThePosition() {
        var longest = "k".repeat(1024);

        assertThat(cursors.open(QUERY, cursors.seal(QUERY, longest))).isEqualTo(longest);
    }

    @Test
    void seal_anyPosition_shouldNeedNoEscapingInAUrl() {
        assertThat(cursors.seal(QUERY, "ÿÿÿ>>>???")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void open_byAnotherInstanceWithTheKey_shouldGiveThePosition() {
        assertThat(new Cursors("a key of this deployment").open(QUERY, cursors.seal(QUERY, "p"))).isEqualTo("p");
    }

    @Test
    void open_ofAnotherDeployment_shouldBeRefused() {
        assertRefused(QUERY, new Cursors("another key").seal(QUERY, "p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "category=paper", "category=paper&sort=price ", "category=pens&sort=price"})
    void open_forAnotherQuery_shouldBeRefused(String other) {
        assertRefused(other, cursors.seal(QUERY, "p"));
    }

    @Test
    void open_withTheBorderOfQueryAndPositionMoved_shouldBeRefused() {
        var bytes = Base64.getUrlDecoder().decode(cursors.seal("ab", "cd"));
        var moved = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, moved, 0, 16);
        System.arraycopy("bcd".getBytes(StandardCharsets.UTF_8), 0, moved, 16, 3);

        assertRefused("a", Base64.getUrlEncoder().withoutPadding().encodeToString(moved));
    }

    @Test
    void open_withAnyOneCharacterChanged_shouldBeRefused() {
        // Lengths with all three remainders, to cover the spare bits of the last character.
        for (var position : new String[] {"abc", "abcd", "abcde"}) {
            var cursor = cursors.seal(QUERY, position);
            for (var at = 0; at < cursor.length(); at++) {
                for (var replacement : ALPHABET.toCharArray()) {
                    if (replacement != cursor.charAt(at)) {
                        assertRefused(QUERY, cursor.substring(0, at) + replacement + cursor.substring(at + 1));
                    }
                }
            }
        }
    }

    @Test
    void open_shortenedOrLengthened_shouldBeRefused() {
        var cursor = cursors.seal(QUERY, "position");

        for (var length = 0; length < cursor.length(); length++) {
            assertRefused(QUERY, cursor.substring(0, length));
        }
        assertRefused(QUERY, cursor + "A");
        assertRefused(QUERY, cursor + "=");
        assertRefused(QUERY, cursor + "AAAA".repeat(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "not base64 at all!", "%00", "AAAA", "日本", "../../etc/passwd"})
    void open_rubbish_shouldBeRefused(String rubbish) {
        assertRefused(QUERY, rubbish);
    }

    private void assertRefused(String query, String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cursors.open(query, cursor))
                .withMessage("is not a cursor for this query");
    }
}

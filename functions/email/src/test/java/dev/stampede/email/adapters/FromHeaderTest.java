package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FromHeaderTest {

    @Test
    void of_asciiName_shouldBeQuoted() {
        assertThat(FromHeader.of("Tea & Sons, Ltd.", "store@example.com"))
                .isEqualTo("\"Tea & Sons, Ltd.\" <store@example.com>");
    }

    @Test
    void of_quotesAndBackslashes_shouldBeEscaped() {
        assertThat(FromHeader.of("The \"Best\" \\ Shop", "store@example.com"))
                .isEqualTo("\"The \\\"Best\\\" \\\\ Shop\" <store@example.com>");
    }

    @Test
    void of_lineBreak_shouldNotStartAnotherHeader() {
        assertThat(FromHeader.of("Tea\r\nBcc: all@example.com", "store@example.com")).doesNotContain("\r", "\n");
    }

    @Test
    void of_otherLetters_shouldBeEncodedInWordsThatFit() {
        var name = "Größter Teeladen für alle Freunde des schwarzen, grünen und weißen Tees \uD83C\uDF75 in der Stadt";
        var sender = FromHeader.of(name, "store@example.com");

        assertThat(sender).endsWith(" <store@example.com>").matches("\\p{ASCII}+");
        var words = sender.substring(0, sender.indexOf(" <")).split(" ");
        assertThat(words).hasSizeGreaterThan(1).allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75));
        assertThat(Arrays.stream(words).map(FromHeaderTest::decoded).collect(Collectors.joining())).isEqualTo(name);
    }

    private static String decoded(String word) {
        assertThat(word).startsWith("=?UTF-8?B?").endsWith("?=");
        var text = new String(Base64.getDecoder().decode(word.substring(10, word.length() - 2)), UTF_8);
        assertThat(text).doesNotContain("\uFFFD");
        return text;
    }
}

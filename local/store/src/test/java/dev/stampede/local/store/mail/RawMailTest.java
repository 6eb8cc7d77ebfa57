package dev.stampede.local.store.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawMailTest {

    @Test
    void parse_alternatives_shouldHaveBothAndTheHeaders() {
        var mail = parse("""
                From: "Shop" <shop@example.com>
                Subject: =?UTF-8?B?R3LDtsOf?=
                 =?UTF-8?B?ZQ==?=
                Content-Language: de
                Content-Type: multipart/alternative; boundary="=_1"

                --=_1
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: base64

                NSDigqw=
                --=_1
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                <b>5</b>
                --=_1--
                """);

        assertThat(mail.header("Subject")).contains("Größe");
        assertThat(mail.header("content-language")).contains("de");
        assertThat(mail.header("Cc")).isEmpty();
        assertThat(mail.text()).isEqualTo("5 €");
        assertThat(mail.html()).isEqualTo("<b>5</b>");
    }

    @Test
    void parse_textAlone_shouldHaveNoHtml() {
        var mail = parse("Subject: Hello\n\nHello\n");

        assertThat(mail.text()).isEqualTo("Hello\r\n");
        assertThat(mail.html()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"=?UTF-8?Q?a_=C3=A9?=, a é", "=?iso-8859-1?q?=E9?= b, é b", "a =?UTF-8?B?w6k=?=, a é", "$1 \\, $1 \\"})
    void parse_header_shouldBeDecoded(String header, String text) {
        assertThat(parse("Subject: " + header + "\n\n").header("Subject")).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: no body", "Content-Transfer-Encoding: quoted-printable\n\na=20b"})
    void parse_unsupported_shouldBeRefused(String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(message));
    }

    private static RawMail parse(String message) {
        return RawMail.parse(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

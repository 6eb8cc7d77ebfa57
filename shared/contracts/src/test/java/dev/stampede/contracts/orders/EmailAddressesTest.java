package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.IDN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {

    @ParameterizedTest
    @CsvSource({
            "ann.lee+shop@example.com, ann.lee+shop@example.com",
            "Ann.Lee+shop@Example.COM, Ann.Lee+shop@example.com",
            "o'neil@example.com, o'neil@example.com",
            "a@b-c.d-e.example, a@b-c.d-e.example",
            "a@123.example, a@123.example",
            "kunde@müller.de, kunde@xn--mller-kva.de",
            "kunde@MÜLLER.de, kunde@xn--mller-kva.de",
            "kunde@xn--mller-kva.de, kunde@xn--mller-kva.de",
            "kunde@mu\u0308ller.de, kunde@xn--mller-kva.de",
            "kunde@straße.de, kunde@xn--strae-oqa.de",
            "kunde@STRASSE.de, kunde@strasse.de",
            "a@βόλος.com, a@xn--nxasmm1c.com",
            "a@例え。テスト, a@xn--r8jz45g.xn--zckzah",
            "a@ｅｘａｍｐｌｅ．com, a@example.com",
            "a@пример.рф, a@xn--e1afmkfd.xn--p1ai"})
    void canonical_deliverable_shouldHaveItsDomainInAscii(String text, String canonical) {
        assertThat(EmailAddresses.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "@example.com", "a@", "a@b", "a@.com", "a@example.", "a@example..com",
            "a b@example.com", "a@exa mple.com", "a@b@example.com", ".a@example.com", "a.@example.com",
            "a..b@example.com", "\"a b\"@example.com", "a@-b.com", "a@b-.com", "a@müller-.de", "a@-müller.de",
            "a@192.168.0.1", "a@[192.168.0.1]", "a@example.123", "a@example.4u", "a@b_c.com", "a@b\u200d.com",
            "a@☃\u2028.com", "a, b@example.com", "a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com",
            "a\nb@example.com", "<a@example.com>", "a@xn--\u0301.com"})
    void canonical_notDeliverable_shouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddresses.canonical(text))
                .withMessage("must be an email address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"josé@example.com", "用户@例え.テスト"})
    void canonical_accentBeforeTheAt_shouldSaySo(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddresses.canonical(text))
                .withMessage("must be an email address with only ASCII characters before the @");
    }

    @Test
    void canonical_tooLong_shouldBeRefused() {
        var domain = ("a".repeat(63) + ".").repeat(2) + "example.com";
        assertThat(EmailAddresses.canonical("a".repeat(64) + "@" + domain)).startsWith("aaa");
        assertThatIllegalArgumentException().isThrownBy(
                () -> EmailAddresses.canonical("a".repeat(65) + "@" + domain));
        assertThatIllegalArgumentException().isThrownBy(
                () -> EmailAddresses.canonical("a@" + "b".repeat(64) + ".com"));
        assertThatIllegalArgumentException().isThrownBy(
                () -> EmailAddresses.canonical("a".repeat(64) + "@" + "b".repeat(62) + "." + domain));
        // Each letter is short, its ASCII form is not.
        assertThatIllegalArgumentException().isThrownBy(
                () -> EmailAddresses.canonical("a@" + "ü日".repeat(31) + ".com"));
    }

    @Test
    void canonical_ofACanonicalAddress_shouldBeTheSame() {
        var once = EmailAddresses.canonical("Kunde@Straße.de");
        assertThat(EmailAddresses.canonical(once)).isEqualTo(once);
    }

    /** The samples of RFC 3492, section 7.1, that fit into a label, and others. */
    @ParameterizedTest
    @CsvSource({
            "bücher, bcher-kva", "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn", "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
            "pročprostěnemluvíčesky, proprostnemluvesky-uyb24dma41a", "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
            "そのスピードで, d9juau41awczczp", "ü, tda", "münchen-ost, mnchen-ost-9db", "😀, e28h"})
    void punycode_label_shouldBeItsAsciiForm(String label, String encoded) {
        assertThat(Punycode.encoded(label)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"müller", "пример", "例え", "ελλάδα", "ñandú", "a1ü2b3", "ọọọ", "𐌰𐌱"})
    void punycode_labelWithoutDeviations_shouldBeThatOfTheJdk(String label) {
        assertThat(Punycode.PREFIX + Punycode.encoded(label)).isEqualTo(IDN.toASCII(label));
    }
}

package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailLocaleTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:15:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
            "none, EN", "en, EN", "en-GB, EN", "de, DE", "de-AT, DE", "fr-CA, FR", "es-419, ES", "nl-BE, EN",
            "zh-Hant, EN"})
    void of_tag_shouldHaveItsLanguageOrTheStores(String tag, MailLanguage language) {
        assertThat(MailLocale.of(tag, MailLanguage.EN, BERLIN).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"nl-BE, de-BE", "nl, de", "de-AT, de-AT"})
    void of_tagOfAnotherLanguage_shouldKeepTheRegion(String tag, String format) {
        assertThat(MailLocale.of(tag, MailLanguage.DE, BERLIN).format().toLanguageTag()).isEqualTo(format);
    }

    /** {@code _} is a no-break space. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en    | 123456 | EUR | €1,234.56",
            "en-US | 123456 | USD | $1,234.56",
            "en-CA | 123456 | USD | US$1,234.56",
            "en    | 1234   | JPY | ¥1,234",
            "en    | 1234   | KWD | KWD_1.234",
            "de    | 123456 | EUR | 1.234,56_€",
            "de-AT | 123456 | EUR | €_1.234,56",
            "de-CH | 123456 | CHF | CHF_1’234.56",
            "fr    | 123456 | EUR | 1_234,56_€",
            "es    | 123456 | EUR | 1.234,56_€",
            "es-MX | 123456 | MXN | $1,234.56"})
    void money_shouldBeWrittenAsInTheRegion(String tag, long amount, String currency, String text) {
        assertThat(locale(tag).money(new Money(amount, currency))).isEqualTo(text.replace('_', '\u00A0'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en | 19 | 19%", "en | 8.875 | 8.875%", "de | 8.875 | 8,875_%", "fr | 5.5 | 5,5_%", "es | 21 | 21_%",
            "en | 0 | 0%"})
    void percent_shouldBeWrittenAsInTheRegion(String tag, BigDecimal rate, String text) {
        assertThat(locale(tag).percent(rate)).isEqualTo(text.replace('_', '\u00A0'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en    | UTC           | June 1, 2026 at 12:15_PM UTC",
            "en-GB | Europe/London | 1 June 2026 at 13:15 BST",
            "de    | Europe/Berlin | 1. Juni 2026 um 14:15 MESZ",
            "fr    | Europe/Paris  | 1 juin 2026 à 14:15 CEST",
            "es    | Europe/Madrid | 1 de junio de 2026 a las 14:15 CEST",
            "de    | UTC           | 1. Juni 2026 um 12:15 UTC"})
    void time_shouldBeInTheZoneAndNameIt(String tag, String zone, String text) {
        assertThat(MailLocale.of(tag, MailLanguage.EN, ZoneId.of(zone)).time(NOON))
                .isEqualTo(text.replace('_', '\u00A0'));
    }

    private static MailLocale locale(String tag) {
        return MailLocale.of(tag, MailLanguage.EN, BERLIN);
    }
}

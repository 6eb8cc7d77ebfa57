package dev.stampede.email;

import dev.stampede.contracts.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a mail is written. Immutable.
 *
 * @param language of the words
 * @param format how amounts and dates are written: the language, with the region if it is known
 * @param zone of times
 */
record MailLocale(MailLanguage language, Locale format, ZoneId zone) {

    /** Enough for every tax rate. */
    private static final int RATE_DECIMALS = 4;

    /** Where a space is missing: the locale has a symbol in mind, such as {@code €}. */
    private static final Pattern CODE_BEFORE_NUMBER = Pattern.compile("(?<=\\p{L})(?=\\p{N})");

    /**
     * The locale of an order's mails.
     *
     * @param tag the order's locale, a BCP 47 tag; null if it has none
     * @param store the store's language, for orders without a locale or in another language
     * @param zone the store's time zone
     */
    static MailLocale of(@Nullable String tag, MailLanguage store, ZoneId zone) {
        if (tag == null) {
            return new MailLocale(store, Locale.forLanguageTag(store.tag()), zone);
        }
        var locale = Locale.forLanguageTag(tag);
        return MailLanguage.of(tag)
                .map(language -> new MailLocale(language, locale, zone))
                // Dates contain words.
                .orElseGet(() -> new MailLocale(store, Locale.of(store.tag(), locale.getCountry()), zone));
    }

    /** Such as {@code 12,99 €}. */
    String money(Money money) {
        var currency = Currency.getInstance(money.currency());
        var decimals = currency.getDefaultFractionDigits();
        var numbers = NumberFormat.getCurrencyInstance(format);
        numbers.setCurrency(currency);
        numbers.setMinimumFractionDigits(decimals);
        numbers.setMaximumFractionDigits(decimals);
        var text = numbers.format(BigDecimal.valueOf(money.amount(), decimals));
        return common(CODE_BEFORE_NUMBER.matcher(text).replaceAll("\u00A0"));
    }

    /** Such as {@code 8.875%}. @param rate in percent */
    String percent(BigDecimal rate) {
        var numbers = NumberFormat.getPercentInstance(format);
        numbers.setMaximumFractionDigits(RATE_DECIMALS);
        return common(numbers.format(rate.movePointLeft(2)));
    }

    /** Such as {@code 1. Juni 2026 um 14:15 MESZ}. */
    String time(Instant instant) {
        var time = instant.atZone(zone);
        var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(format);
        var clock = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(format);
        var name = DateTimeFormatter.ofPattern("z", format);
        return common(date.format(time) + at() + clock.format(time) + " " + name.format(time));
    }

    /** Between a date and a time. */
    private String at() {
        return switch (language) {
            case EN -> " at ";
            case DE -> " um ";
            case FR -> " à ";
            case ES -> " a las ";
        };
    }

    /** With the usual no-break space instead of the narrow one, which many fonts of mail programs lack. */
    private static String common(String text) {
        return text.replace('\u202F', '\u00A0');
    }
}

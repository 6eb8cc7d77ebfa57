package dev.stampede.contracts.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money in minor units (cents, pence, yen) of an ISO 4217 currency. Not negative.
 *
 * @param amount minor units, 0 to 10^15
 * @param currency the three-letter code
 */
public record Money(long amount, String currency) {

    /** Far above any order, and low enough that sums of orders do not overflow. */
    public static final long MAX_MINOR = 1_000_000_000_000_000L;

    public Money {
        if (amount < 0 || amount > MAX_MINOR) {
            throw new IllegalArgumentException("must be an amount from 0 to " + MAX_MINOR + " minor units");
        }
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("must be an ISO 4217 currency code");
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Whether the text is a known currency code. */
    public static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if the currencies differ or the sum is too large */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("must be in one currency, not " + currency + " and " + other.currency);
        }
        return new Money(amount + other.amount, currency);
    }

    /** @throws IllegalArgumentException if the product is too large or {@code count} is negative */
    public Money times(long count) {
        var product = Math.multiplyHigh(amount, count) == 0 ? amount * count : -1;
        return new Money(product, currency);
    }

    /**
     * The amount for display, with the currency's usual number of decimals and its code, such as {@code 12.99 EUR}.
     */
    public String display() {
        return BigDecimal.valueOf(amount, Currency.getInstance(currency).getDefaultFractionDigits())
                .toPlainString() + " " + currency;
    }

    /** As a record's own, which is linked at its first call: that makes the first answer of a function wait for some milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money money && amount == money.amount && currency.equals(money.currency);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(amount) + currency.hashCode();
    }
}

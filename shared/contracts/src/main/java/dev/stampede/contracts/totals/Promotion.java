package dev.stampede.contracts.totals;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reduction that purchases get that meet its conditions: those that name its code, or all of them if it has none.
 *
 * @param name what customers read as the reason of the discount; 1 to {@link #MAX_NAME} characters
 * @param code what customers enter, unique among the promotions: {@link #isCode}. Null for an automatic promotion
 * @param percent of {@link Kind#PERCENT} and {@link Kind#BUY_X_GET_Y}: above 0, at most 100; null of others
 * @param amount of {@link Kind#AMOUNT}, in minor units: 1 to {@link ShippingMethod#MAX_PRICE}; null of others
 * @param buy of {@link Kind#BUY_X_GET_Y}: how many units are paid in full, 1 to {@link #MAX_UNITS}; null of others
 * @param get of {@link Kind#BUY_X_GET_Y}: how many units are reduced then, 1 to {@link #MAX_UNITS}; null of others
 * @param uses how many orders can have the code, 1 to {@link #MAX_USES}; null for no limit, and without a code
 */
public record Promotion(
        String name,
        @Nullable String code,
        Kind kind,
        @Nullable BigDecimal percent,
        @Nullable Long amount,
        @Nullable Integer buy,
        @Nullable Integer get,
        Conditions conditions,
        @Nullable Integer uses) {

    public static final int MAX_NAME = 80;
    public static final int MAX_CODE = 30;
    public static final int MAX_UNITS = 100;
    /** What one adjustment of stock can add. */
    public static final int MAX_USES = 1_000_000;
    /** Of products, and of categories. */
    public static final int MAX_ITEMS = 100;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0," + (MAX_CODE - 1) + "}");

    /** What is reduced. */
    public enum Kind {
        /** The lines, by a percentage. */
        PERCENT,
        /** The lines, by an amount. */
        AMOUNT,
        /** The price of shipping, to nothing. */
        FREE_SHIPPING,
        /** Of every {@code buy + get} units, the {@code get} cheapest ones, by a percentage. */
        BUY_X_GET_Y
    }

    /**
     * What a purchase must meet. The promotion is for the lines of the given products and categories, or for all lines if
     * none are given.
     *
     * @param minSubtotal what these lines must cost at least before discounts, in minor units; null for no minimum
     * @param products at most {@link #MAX_ITEMS}
     * @param categories at most {@link #MAX_ITEMS} paths, each with the categories in it
     * @param from when the promotion begins, or null
     * @param until when the promotion has ended, after {@code from}, or null
     * @param signedIn whether it is for signed-in customers only
     * @param firstOrder whether it is only for signed-in customers who have not bought anything yet
     */
    public record Conditions(
            @Nullable Long minSubtotal,
            List<ProductId> products,
            List<String> categories,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean signedIn,
            boolean firstOrder) {

        public static final Conditions NONE = new Conditions(null, List.of(), List.of(), null, null, false, false);

        public Conditions {
            products = List.copyOf(products);
            categories = List.copyOf(categories);
            categories.forEach(Category::new);
            if (products.size() > MAX_ITEMS || categories.size() > MAX_ITEMS || minSubtotal != null && minSubtotal < 1
                    || from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("Not the conditions of a promotion");
            }
        }

        boolean includes(Goods goods) {
            return products.isEmpty() && categories.isEmpty()
                    || goods.product() != null && products.contains(goods.product())
                    || goods.category() != null && categories.stream()
                            .anyMatch(path -> goods.category().isIn(new Category(path)));
        }
    }

    public Promotion {
        percent = percent == null ? null : TaxRate.normalised(percent);
        if (name.isBlank() || name.length() > MAX_NAME || code != null && !isCode(code)) {
            throw new IllegalArgumentException("Not a promotion: " + name + ", " + code);
        }
        if (uses != null && (code == null || uses < 1 || uses > MAX_USES)) {
            throw new IllegalArgumentException("Only a code has a number of uses, 1 to " + MAX_USES);
        }
        if ((percent != null) != (kind == Kind.PERCENT || kind == Kind.BUY_X_GET_Y)
                || (amount != null) != (kind == Kind.AMOUNT)
                || (buy != null) != (kind == Kind.BUY_X_GET_Y) || (get != null) != (kind == Kind.BUY_X_GET_Y)) {
            throw new IllegalArgumentException("Not what a promotion of this kind has: " + name);
        }
        if (percent != null && !isPercent(percent)
                || amount != null && (amount < 1 || amount > ShippingMethod.MAX_PRICE)
                || buy != null && (buy < 1 || buy > MAX_UNITS) || get != null && (get < 1 || get > MAX_UNITS)) {
            throw new IllegalArgumentException("Out of bounds: " + name);
        }
    }

    /** Whether it is above 0 and at most 100, with few enough decimals. */
    public static boolean isPercent(BigDecimal percent) {
        return percent.signum() > 0 && TaxRate.isRate(percent);
    }

    /** Whether it is 1 to {@link #MAX_CODE} upper-case letters, digits and hyphens. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /**
     * A code as somebody enters it: upper and lower case are alike.
     *
     * @throws IllegalArgumentException with a message for callers, if it is not a code
     */
    public static String code(String text) {
        var code = text.strip().toUpperCase(Locale.ROOT);
        if (!isCode(code)) {
            throw new IllegalArgumentException("must be 1 to " + MAX_CODE + " letters, digits and hyphens");
        }
        return code;
    }

    /** Whether it is automatic, or its code is one of these. */
    boolean isClaimedBy(Buyer buyer) {
        return code == null || buyer.codes().contains(code);
    }

    /** The condition that the purchase does not meet, the first of several; empty if it gets the promotion. */
    Optional<Condition> unmet(Basket basket, Rules rules) {
        var buyer = basket.buyer();
        if (conditions.from() != null && buyer.at().isBefore(conditions.from())) {
            return Optional.of(Condition.NOT_STARTED);
        }
        if (conditions.until() != null && !buyer.at().isBefore(conditions.until())) {
            return Optional.of(Condition.ENDED);
        }
        if (!basket.currency().equals(rules.currency())) {
            return Optional.of(Condition.CURRENCY);
        }
        if ((conditions.signedIn() || conditions.firstOrder()) && !buyer.isSignedIn()) {
            return Optional.of(Condition.SIGNED_IN);
        }
        if (conditions.firstOrder() && !buyer.isFirstOrder()) {
            return Optional.of(Condition.FIRST_ORDER);
        }
        return unmetBy(lines(basket))
                .or(() -> uses != null && buyer.usedUpCodes().contains(code)
                        ? Optional.of(Condition.USED_UP)
                        : Optional.empty());
    }

    private Optional<Condition> unmetBy(List<Basket.Line> lines) {
        if (lines.isEmpty()) {
            return Optional.of(Condition.PRODUCTS);
        }
        if (conditions.minSubtotal() != null
                && lines.stream().mapToLong(Basket.Line::subtotal).sum() < conditions.minSubtotal()) {
            return Optional.of(Condition.SUBTOTAL);
        }
        return kind == Kind.BUY_X_GET_Y && sets(lines) == 0 ? Optional.of(Condition.QUANTITY) : Optional.empty();
    }

    private List<Basket.Line> lines(Basket basket) {
        return basket.lines().stream().filter(line -> conditions.includes(line.goods())).toList();
    }

    /** How many times the units to buy and to get are there. */
    private int sets(List<Basket.Line> lines) {
        return lines.stream().mapToInt(Basket.Line::quantity).sum()
                / (Objects.requireNonNull(buy) + Objects.requireNonNull(get));
    }

    /** What a purchase gets that meets the conditions. */
    Discount discount(Basket basket) {
        var lines = lines(basket);
        return switch (kind) {
            case PERCENT ->
                    new Discount.Percentage(name, code, skus(lines), Objects.requireNonNull(percent));
            case AMOUNT -> new Discount.Amount(name, code, skus(lines), Objects.requireNonNull(amount));
            case FREE_SHIPPING -> new Discount.Shipping(name, code, Long.MAX_VALUE);
            case BUY_X_GET_Y -> new Discount.Units(
                    name, code, cheapest(lines, sets(lines) * Objects.requireNonNull(get)),
                    Objects.requireNonNull(percent));
        };
    }

    private static Set<Sku> skus(List<Basket.Line> lines) {
        return lines.stream().map(Basket.Line::sku).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Sku, Integer> cheapest(List<Basket.Line> lines, int count) {
        var units = new HashMap<Sku, Integer>();
        var wanted = count;
        for (var line : lines.stream()
                .sorted(Comparator.comparingLong(Basket.Line::unitPrice).thenComparing(Basket.Line::sku))
                .toList()) {
            var taken = Math.min(wanted, line.quantity());
            if (taken > 0) {
                units.put(line.sku(), taken);
                wanted -= taken;
            }
        }
        return units;
    }
}

package dev.stampede.catalog;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is priced, stocked and sold of a product.
 *
 * @param options a value for each option of the product, by the option's name
 * @param price minor units of the store's currency, 0 to {@link #MAX_PRICE}
 * @param compareAtPrice the price that {@code price} is shown against, greater than it, or null
 * @param barcode 1 to {@link #MAX_BARCODE} characters, such as an EAN, or null
 * @param weight grams, 0 to {@link #MAX_WEIGHT}, or null
 * @param maxPerOrder the maximum quantity in an order, 1 to {@link OrderLine#MAX_QUANTITY}, or null
 * @param maxPerCustomer the maximum quantity in all orders of a customer, 1 to {@link OrderLine#MAX_QUANTITY}, or null
 * @param requiresSignIn whether only signed-in customers can buy it
 */
public record Variant(
        Sku sku,
        Map<String, String> options,
        long price,
        @Nullable Long compareAtPrice,
        @Nullable String barcode,
        @Nullable Integer weight,
        @Nullable Integer maxPerOrder,
        @Nullable Integer maxPerCustomer,
        boolean requiresSignIn) {

    public static final long MAX_PRICE = CatalogItems.MAX_PRICE;
    public static final int MAX_BARCODE = 50;
    public static final int MAX_WEIGHT = 10_000_000;

    public Variant {
        options = Map.copyOf(options);
        if (price < 0 || price > MAX_PRICE) {
            throw new IllegalArgumentException("A price is from 0 to " + MAX_PRICE + " minor units");
        }
        if (compareAtPrice != null && (compareAtPrice <= price || compareAtPrice > MAX_PRICE)) {
            throw new IllegalArgumentException("A compare-at price is greater than the price");
        }
        if (barcode != null && (barcode.isBlank() || barcode.length() > MAX_BARCODE)) {
            throw new IllegalArgumentException("A barcode has 1 to " + MAX_BARCODE + " characters");
        }
        if (weight != null && (weight < 0 || weight > MAX_WEIGHT)) {
            throw new IllegalArgumentException("A weight is from 0 to " + MAX_WEIGHT + " grams");
        }
        if (maxPerOrder != null && (maxPerOrder < 1 || maxPerOrder > OrderLine.MAX_QUANTITY)) {
            throw new IllegalArgumentException("A maximum per order is from 1 to " + OrderLine.MAX_QUANTITY);
        }
        if (maxPerCustomer != null && (maxPerCustomer < 1 || maxPerCustomer > OrderLine.MAX_QUANTITY)) {
            throw new IllegalArgumentException("A maximum per customer is from 1 to " + OrderLine.MAX_QUANTITY);
        }
    }

    /** A variant that everybody can buy as often as they like. */
    public Variant(
            Sku sku, Map<String, String> options, long price, @Nullable Long compareAtPrice, @Nullable String barcode,
            @Nullable Integer weight, @Nullable Integer maxPerOrder) {
        this(sku, options, price, compareAtPrice, barcode, weight, maxPerOrder, null, false);
    }
}

package dev.stampede.cart;

import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;

/** The outcome of changing a cart. */
sealed interface CartChange {

    /** The cart has the wanted state; it may have had it already. */
    record Done(ShownCart shown) implements CartChange {}

    /** Nothing was changed. */
    sealed interface Refused extends CartChange {}

    /** The cart does not exist, has expired, or belongs to another customer. */
    record NoSuchCart() implements Refused {}

    /** The SKU is not for sale. */
    record UnknownSku(Sku sku) implements Refused {}

    /** More units than an order may have. @param max that number */
    record OverLimitPerOrder(Sku sku, int max) implements Refused {}

    /** The precondition failed. @param version the current version */
    record OtherVersion(long version) implements Refused {}

    /** The cart has a live order. */
    record Ordered(OrderKey orderKey) implements Refused {}

    /** The SKU's price is in a different currency than the cart. */
    record OtherCurrency(String cart, String offered) implements Refused {}

    /** The cart would have too many lines or too large a total. */
    record Full() implements Refused {}

    /** The change kept conflicting with other changes. */
    record Busy() implements Refused {}
}

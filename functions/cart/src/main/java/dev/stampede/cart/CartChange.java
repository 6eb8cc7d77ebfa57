package dev.stampede.cart;

import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;

/** What became of a wish to change a cart. */
sealed interface CartChange {

    /** The cart is as it was wished, now or already before. */
    record Done(ShownCart shown) implements CartChange {}

    /** Why nothing was changed. */
    sealed interface Refused extends CartChange {}

    /** There is none, it has expired, or it is somebody else's. */
    record NoSuchCart() implements Refused {}

    /** The shop does not sell that. */
    record UnknownSku(Sku sku) implements Refused {}

    /** More units than an order may have. @param max that number */
    record OverLimitPerOrder(Sku sku, int max) implements Refused {}

    /** The caller expected another version. @param version the current one */
    record OtherVersion(long version) implements Refused {}

    /** The cart became an order that may still be a sale. */
    record Ordered(OrderKey orderKey) implements Refused {}

    /** The cart's lines are in another currency than the SKU's price. */
    record OtherCurrency(String cart, String offered) implements Refused {}

    /** Too many lines, or a sum that is no sensible amount. */
    record Full() implements Refused {}

    /** Others changed the cart each time before we could. */
    record Busy() implements Refused {}
}

package dev.stampede.checkout;

import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import java.util.List;

/** What became of a wish to buy. */
sealed interface CheckoutOutcome {

    /** There is an order now. */
    record Placed(Order order) implements CheckoutOutcome {}

    /** The same request placed this order before. */
    record Replayed(Order order) implements CheckoutOutcome {}

    /** Why there is no order by this request; nothing was written. */
    sealed interface Refused extends CheckoutOutcome {}

    /** There is an order of this purchase, by a request that differs. */
    record OtherRequest() implements Refused {}

    /** There is none, it has expired, or it is somebody else's. */
    record NoSuchCart() implements Refused {}

    record EmptyCart() implements Refused {}

    /** The cart has more lines than an order may have. */
    record TooManyLines() implements Refused {}

    /** The cart is no longer as the shopper saw it. @param cart as it is now */
    record CartChanged(Cart cart) implements Refused {}

    /** A live order was made from another version of the cart. @param version the version that was ordered */
    record CartOrdered(OrderKey orderKey, long version) implements Refused {}

    /** The purchase costs another total than the shopper saw. @param total what it costs now */
    record TotalChanged(Money total) implements Refused {}

    /** The shop does not sell these, or not at this moment. */
    record NotAvailable(List<Sku> skus) implements Refused {}

    /** More units of a SKU than an order may have. */
    record OverLimitPerOrder(List<Limit> limits) implements Refused {

        record Limit(Sku sku, int max) {}
    }

    record SoldOut(List<Sku> skus) implements Refused {}

    record PriceChanged(List<Change> changes) implements Refused {

        /** @param was the price that the shopper saw  @param now the price that the shop asks */
        record Change(Sku sku, Money was, Money now) {}
    }

    /** The caller leaves too much unpaid. */
    record UnpaidLimitReached(Excess excess) implements Refused {}

    /** So many orders of the cart have ended without a sale that there is no further one. */
    record TooManyAttempts() implements Refused {}
}

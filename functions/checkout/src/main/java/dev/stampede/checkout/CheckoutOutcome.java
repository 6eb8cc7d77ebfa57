package dev.stampede.checkout;

import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.totals.CodeOutcome;
import dev.stampede.contracts.totals.ShippingOption;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a checkout. */
sealed interface CheckoutOutcome {

    /** The order was placed. */
    record Placed(Order order) implements CheckoutOutcome {}

    /** The same request placed this order earlier. */
    record Replayed(Order order) implements CheckoutOutcome {}

    /** The request placed no order; nothing was written. */
    sealed interface Refused extends CheckoutOutcome {}

    /** A different request with the same key already placed an order. */
    record OtherRequest() implements Refused {}

    /** The cart does not exist, has expired, or belongs to another customer. */
    record NoSuchCart() implements Refused {}

    record EmptyCart() implements Refused {}

    /** The cart has more lines than an order can have. */
    record TooManyLines() implements Refused {}

    /** The cart has changed since the shopper saw it. @param cart the current cart */
    record CartChanged(Cart cart) implements Refused {}

    /**
     * A different request already ordered the cart, and the order is live.
     *
     * @param orderKey the order; null if the caller cannot see it
     * @param version the version that was ordered
     */
    record CartOrdered(@Nullable OrderKey orderKey, long version) implements Refused {}

    /** The total has changed since the shopper saw it. @param totals the current totals */
    record TotalChanged(Totals totals) implements Refused {}

    /** What the purchase turns out to need. @param fields the missing fields of the request, at least one */
    record FieldsMissing(List<String> fields) implements Refused {}

    /** The shipping method is not available. @param options the methods that are; none if the store does not ship there */
    record ShippingUnavailable(List<ShippingOption> options, Totals totals) implements Refused {}

    /** Codes that do not apply. @param codes at least one */
    record CodesRefused(List<CodeOutcome> codes) implements Refused {}

    /** The shop does not sell these, or not at this moment. */
    record NotAvailable(List<Sku> skus) implements Refused {}

    /** More units of a SKU than an order may have. */
    record OverLimitPerOrder(List<Limit> limits) implements Refused {

        record Limit(Sku sku, int max) {}
    }

    /** More units of a SKU than its buyer may have. */
    record OverLimitPerCustomer(List<CustomerLimit> limits) implements Refused {}

    /** More SKUs with a limit per customer than an order can have. */
    record TooManyLimits() implements Refused {}

    /** Only signed-in customers can buy these. */
    record SignInRequired(List<Sku> skus) implements Refused {}

    record SoldOut(List<Sku> skus) implements Refused {}

    record PriceChanged(List<Change> changes) implements Refused {

        /** @param was the price that the shopper saw  @param now the current price */
        record Change(Sku sku, Money was, Money now) {

            boolean isOtherCurrency() {
                return !was.currency().equals(now.currency());
            }
        }
    }

    /** The caller has too many unpaid orders or units, or too many declined payments. */
    record UnpaidLimitReached(Excess excess) implements Refused {}

    /** The mailbox or the card has been used for too many purchases. */
    record RateLimited(Problem problem) implements Refused {}

    /** The maximum number of orders of this cart have ended without a sale. */
    record TooManyAttempts() implements Refused {}
}

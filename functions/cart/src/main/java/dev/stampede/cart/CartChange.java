package dev.stampede.cart;

import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import java.util.List;

/** The outcome of changing a cart. */
sealed interface CartChange {

    /**
     * The cart has the wanted state; it may have had it already.
     *
     * @param changes what differs from what was wanted
     */
    record Done(ShownCart shown, List<LineChange> changes) implements CartChange {
        public Done {
            changes = List.copyOf(changes);
        }

        Done(ShownCart shown) {
            this(shown, List.of());
        }
    }

    /** Nothing was changed. */
    sealed interface Refused extends CartChange {}

    /** The cart does not exist, has expired, or belongs to another customer. */
    record NoSuchCart() implements Refused {}

    /** Lines that the cart cannot have. @param faults at least one, in the order of the request */
    record InvalidLines(List<LineFault> faults) implements Refused {
        public InvalidLines {
            faults = List.copyOf(faults);
        }
    }

    /** @param index the position of the line in the request */
    record LineFault(int index, LineRefusal reason) {}

    /** Why a line cannot be in the cart. */
    sealed interface LineRefusal extends Refused {}

    /** The SKU is not for sale. */
    record UnknownSku(Sku sku) implements LineRefusal {}

    /** More units than an order may have. @param max that number */
    record OverLimitPerOrder(Sku sku, int max) implements LineRefusal {}

    /** More units than a customer may have. @param max that number */
    record OverLimitPerCustomer(Sku sku, int max) implements LineRefusal {}

    /** The precondition failed. @param cart the current cart */
    record OtherVersion(Cart cart) implements Refused {}

    /** The cart has a live order. */
    record Ordered(OrderKey orderKey) implements Refused {}

    /** The SKU's price is in a different currency than the cart. */
    record OtherCurrency(String cart, String offered) implements LineRefusal {}

    /** The cart would have too many lines or too large a total. */
    record Full() implements Refused {}

    /** The change kept conflicting with other changes. */
    record Busy() implements Refused {}
}

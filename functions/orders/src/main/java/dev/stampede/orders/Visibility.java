package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;

/** Who may see what of an order. */
final class Visibility {

    private Visibility() {}

    /** The customer it belongs to, whoever has the key to a guest's order, and the shop's own people. */
    static boolean isOpenTo(Order order, OrderHandle named, Caller caller) {
        return caller.isAdmin() || order.isOpenTo(caller.customerId(), named.isKey());
    }

    /** The email and postal address: a key alone, which may be passed on with a link, does not show them. */
    static boolean showsContactTo(Order order, Caller caller) {
        return caller.isAdmin() || order.placed().customerId() != null && order.isOpenTo(caller.customerId(), false);
    }
}

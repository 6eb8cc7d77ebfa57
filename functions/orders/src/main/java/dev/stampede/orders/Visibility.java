package dev.stampede.orders;

import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;

/** Who may see what of an order. */
final class Visibility {

    private Visibility() {}

    /** The customer it belongs to, whoever knows the id of a guest's order, and the shop's own people. */
    static boolean isOpenTo(Order order, Caller caller) {
        return caller.isAdmin() || order.isOpenTo(caller.customerId());
    }

    /** The email and postal address: an id alone, which may be passed on with a link, does not show them. */
    static boolean showsContactTo(Order order, Caller caller) {
        return caller.isAdmin() || order.placed().customerId() != null && order.isOpenTo(caller.customerId());
    }
}

package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;

/** Access to orders. */
final class Visibility {

    private Visibility() {}

    /** The owner, anyone with the key of a guest's order, and admins. */
    static boolean isOpenTo(Order order, OrderHandle named, Caller caller) {
        return caller.isAdmin() || order.isOpenTo(caller.customerId(), named.isKey());
    }

    /** The contact: not visible with the key alone, which may be shared with a link. */
    static boolean showsContactTo(Order order, Caller caller) {
        return caller.isAdmin() || order.isOpenTo(caller.customerId(), false);
    }
}

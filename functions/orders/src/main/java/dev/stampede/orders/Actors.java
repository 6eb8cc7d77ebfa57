package dev.stampede.orders;

import dev.stampede.contracts.orders.Actor;
import dev.stampede.runtime.http.Caller;

/** Converts callers of the API to the actors that an order's log records. */
final class Actors {

    private Actors() {}

    static Actor of(Caller caller) {
        var customer = caller.customer();
        if (customer.isEmpty()) {
            return Actor.GUEST;
        }
        return caller.isAdmin() ? Actor.admin(customer.get()) : Actor.customer(customer.get());
    }
}

package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.EmailAddresses;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.runtime.http.Caller;
import java.util.Locale;
import java.util.Optional;

/**
 * Moves guests' orders to the account of the customer who placed them. It takes the order's key, which only the buyer
 * has, and an email address that the issuer has verified and that is the one of the order, so that a shared link is not
 * enough.
 */
final class Claiming {

    sealed interface Outcome {

        /** The order belongs to the customer, now or earlier. */
        record Claimed(Order order) implements Outcome {}

        /** The customer has no verified email address, or another one than the order. */
        record OtherEmail(Order order) implements Outcome {}

        /** The order's stock is being reserved. */
        record NotYet(Order order) implements Outcome {}

        /** The order does not exist, or the caller has no access to it. */
        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Claiming(OrderLog log) {
        this.log = log;
    }

    /** @param email the customer's verified address */
    Outcome claim(OrderHandle named, Caller caller, Optional<String> email) {
        var customerId = caller.subject();
        return log.decide(named.id(), order -> decide(order, named, customerId, email)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(
            Order order, OrderHandle named, String customerId, Optional<String> email) {
        if (!order.isOpenTo(customerId, named.isKey())) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        if (order.owner().isPresent()) {
            return Decision.leave(Outcome.Claimed::new);
        }
        if (!email.map(Claiming::normalized).equals(Optional.of(normalized(order.placed().contact().email())))) {
            return Decision.leave(Outcome.OtherEmail::new);
        }
        return order.isClaimable()
                ? Decision.add(new OrderClaimed(customerId, order.placedAt()), Outcome.Claimed::new)
                : Decision.leave(Outcome.NotYet::new);
    }

    /** Case and the form of the domain are ignored, subaddresses are not: they can belong to different people. */
    private static String normalized(String email) {
        return canonical(email.strip()).toLowerCase(Locale.ROOT);
    }

    /** An address that checkout would refuse is no order's, and stays as it is. */
    private static String canonical(String email) {
        try {
            return EmailAddresses.canonical(email);
        } catch (IllegalArgumentException refused) {
            return email;
        }
    }
}

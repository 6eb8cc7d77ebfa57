package dev.stampede.payment;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.runtime.http.Caller;
import java.util.Optional;
import java.util.function.Consumer;

/** Has the provider asked about an order's payment when the customer returns from confirming it. */
final class RefreshPayment {

    private final OrderLog log;
    private final Consumer<PaymentHint> hints;

    /** @param hints takes reasons to ask the provider */
    RefreshPayment(OrderLog log, Consumer<PaymentHint> hints) {
        this.log = log;
        this.hints = hints;
    }

    /** @return the order as it is before the provider is asked; empty if the caller has no access to it */
    Optional<Order> refresh(OrderHandle named, Caller caller) {
        var order = log.find(named.id()).filter(found -> found.isOpenTo(caller.customerId(), named.isKey()));
        order.filter(found -> found.status().awaitsPayment())
                .ifPresent(unpaid -> hints.accept(PaymentHint.about(unpaid.id())));
        return order;
    }
}

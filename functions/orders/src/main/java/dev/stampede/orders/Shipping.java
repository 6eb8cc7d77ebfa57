package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;

/** Records that the shop has given an order to a carrier. */
final class Shipping {

    sealed interface Outcome {

        /** The order shipped with this shipment, now or earlier. */
        record Shipped(Order order) implements Outcome {}

        record NotShippable(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Shipping(OrderLog log) {
        this.log = log;
    }

    Outcome ship(OrderId id, OrderShipped shipment) {
        return log.decide(id, order -> decide(order, shipment)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, OrderShipped shipment) {
        return switch (order.status()) {
            case PAID -> Decision.add(shipment, Outcome.Shipped::new);
            case SHIPPED -> shipment.isSameShipment(order.lastStep())
                    ? Decision.leave(Outcome.Shipped::new)
                    : Decision.leave(Outcome.NotShippable::new);
            case PLACED, RESERVED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID_LATE, PAID_LATE_RESERVED,
                    REFUND_PENDING, REFUNDED, CANCELLED, EXPIRED -> Decision.leave(Outcome.NotShippable::new);
        };
    }
}

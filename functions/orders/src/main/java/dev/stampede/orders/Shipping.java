package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.Shipment;
import java.util.List;
import java.util.Objects;

/**
 * Records that the shop has given an order, or a part of it, to a carrier. The first shipment of an order whose payment is
 * authorized waits until the payment is captured.
 */
final class Shipping {

    sealed interface Outcome {

        /** The units shipped with this shipment, now or earlier. */
        record Shipped(Order order) implements Outcome {}

        /** The payment is being captured, or could not be, and the shipment follows the capture. */
        record Waiting(Order order) implements Outcome {}

        /** Fewer of these units are left, or none; the order tells how many. */
        record NotShippable(Order order) implements Outcome {}

        /** Another request had the same key. */
        record KeyReused(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Shipping(OrderLog log) {
        this.log = log;
    }

    /** @param shipment without lines, all that is left is shipped */
    Outcome ship(OrderId id, OrderShipped shipment) {
        return log.decide(id, order -> decide(order, shipment)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, OrderShipped shipment) {
        if (order.isReused(shipment.requestKey())) {
            return Decision.leave(Outcome.KeyReused::new);
        }
        if (order.isRepeated(shipment.requestKey()) || isRecorded(order, shipment)) {
            return Decision.leave(order.status().isAuthorized() ? Outcome.Waiting::new : Outcome.Shipped::new);
        }
        if (order.status() == OrderStatus.CAPTURE_PENDING) {
            return Decision.leave(Outcome.NotShippable::new);
        }
        var lines = shipment.lines() == null ? order.shippable() : shipment.lines();
        if (lines.isEmpty() || !lines.stream().allMatch(line -> line.quantity() <= order.shippable(line.sku()))) {
            return Decision.leave(Outcome.NotShippable::new);
        }
        var made = with(shipment, lines);
        return order.status().isAuthorized()
                ? Decision.add(CaptureRequested.before(made), Outcome.Waiting::new)
                : Decision.add(made, Outcome.Shipped::new);
    }

    /**
     * A parcel has one tracking number. Without one, or without lines, a repeated request is recognised while nothing is left to
     * ship.
     */
    private static boolean isRecorded(Order order, OrderShipped shipment) {
        return order.shipments().stream().anyMatch(parcel -> isSame(order, parcel, shipment))
                || order.pendingCapture().flatMap(CaptureRequested::shipment)
                        .filter(waiting -> isSame(waiting, shipment)).isPresent();
    }

    private static boolean isSame(OrderShipped waiting, OrderShipped shipment) {
        return Objects.equals(waiting.carrier(), shipment.carrier())
                && Objects.equals(waiting.trackingNumber(), shipment.trackingNumber())
                && (shipment.lines() == null || Objects.equals(waiting.lines(), shipment.lines()));
    }

    private static boolean isSame(Order order, Shipment parcel, OrderShipped shipment) {
        return Objects.equals(parcel.carrier(), shipment.carrier())
                && Objects.equals(parcel.trackingNumber(), shipment.trackingNumber())
                && (shipment.lines() == null
                        ? order.shippable().isEmpty()
                        : shipment.trackingNumber() != null && parcel.lines().equals(shipment.lines()));
    }

    private static OrderShipped with(OrderShipped shipment, List<LineUnits> lines) {
        return new OrderShipped(
                shipment.carrier(), shipment.trackingNumber(), shipment.trackingUrl(), lines, shipment.requestKey(),
                shipment.by(), shipment.subject());
    }
}

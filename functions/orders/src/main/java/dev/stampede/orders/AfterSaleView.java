package dev.stampede.orders;

import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.orders.Return;
import dev.stampede.contracts.orders.Shipment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order's shipments, refunds and returns as the API returns them. Amounts are in minor units of the order's currency. */
final class AfterSaleView {

    private AfterSaleView() {}

    record ShipmentView(
            int shipmentId,
            Instant shippedAt,
            List<LineUnits> lines,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String trackingUrl) {

        static List<ShipmentView> of(Order order) {
            return order.shipments().stream().map(ShipmentView::of).toList();
        }

        private static ShipmentView of(Shipment parcel) {
            return new ShipmentView(
                    parcel.id(), parcel.shippedAt(), parcel.lines(), parcel.carrier(), parcel.trackingNumber(),
                    parcel.trackingUrl());
        }
    }

    /**
     * @param reason in the shop's words
     * @param failure the payment provider's code; only for admins
     */
    record RefundView(
            int refundId,
            Instant requestedAt,
            Refund.Status status,
            RefundReason kind,
            long amount,
            List<LineUnits> lines,
            List<LineUnits> restocked,
            @Nullable Integer returnId,
            @Nullable String reason,
            @Nullable String failure) {

        static List<RefundView> of(Order order, boolean forAdmin) {
            return order.refunds().stream().map(refund -> of(order, refund, forAdmin)).toList();
        }

        private static RefundView of(Order order, Refund refund, boolean forAdmin) {
            return new RefundView(
                    refund.id(), order.facts().get(refund.id()).at(), refund.status(), refund.reason(),
                    refund.amount().amount(), refund.lines(), refund.restock(), refund.returnId(), refund.note(),
                    forAdmin ? refund.failure() : null);
        }
    }

    /** @param reason in the customer's words  @param refusal in the shop's words */
    record ReturnView(
            int returnId,
            Instant requestedAt,
            Return.Status status,
            List<LineUnits> lines,
            List<LineUnits> restocked,
            @Nullable Integer refundId,
            @Nullable String reason,
            @Nullable String refusal) {

        static List<ReturnView> of(Order order) {
            return order.returns().stream().map(found -> of(order, found)).toList();
        }

        private static ReturnView of(Order order, Return found) {
            return new ReturnView(
                    found.id(), order.facts().get(found.id()).at(), found.status(), found.lines(), found.restock(),
                    found.refundId(), found.note(), found.refusal());
        }
    }
}

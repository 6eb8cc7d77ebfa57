package dev.stampede.inventory.reservation;

import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Orders that were paid after their hold ended. */
final class LateOrders {

    private final OrderLog log;
    private final Clock clock;
    private final Duration hold;

    LateOrders(OrderLog log, Clock clock, Duration hold) {
        this.log = log;
        this.clock = clock;
        this.hold = hold;
    }

    /**
     * Reserves the order's units again if they have not been released yet; the pending release then finds nothing to do.
     *
     * @return the order's request for stock, if its units have been released; empty if nothing is left to do
     */
    Optional<StockRequest> settle(RecordedFact paidLate) {
        var order = log.update(paidLate.orderId(), found -> isOwed(found) && found.holdsStock()
                ? List.of(new StockReserved(found.allocations(),
                        clock.instant().plus(hold)))
                : List.of());
        return order.filter(LateOrders::isOwed).map(owed -> StockRequest.ofPaid(owed, paidLate.correlationId()));
    }

    private static boolean isOwed(Order order) {
        return order.status() == OrderStatus.PAID_LATE;
    }
}

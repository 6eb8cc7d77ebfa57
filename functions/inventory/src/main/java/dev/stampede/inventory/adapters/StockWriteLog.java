package dev.stampede.inventory.adapters;

import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.runtime.telemetry.Correlation;
import org.slf4j.Logger;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/** Log lines of what became of orders. */
public final class StockWriteLog {

    private StockWriteLog() {}

    /** One line with the order's id, under its correlation id. */
    public static void info(Logger log, String message, StockWrite booking) {
        var orderId = booking.place().orderId().value();
        Correlation.with(booking.correlationId(), () -> {
            log.info(message, StructuredArguments.entry("orderId", orderId));
            return booking;
        });
    }
}

package dev.stampede.inventory.adapters;

import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.telemetry.LogField;
import org.slf4j.Logger;

/** Logs stock writes. */
public final class StockWriteLog {

    private StockWriteLog() {}

    /** Logs one line with the order's ID, under its correlation ID. */
    public static void info(Logger log, String message, StockWrite write) {
        var orderId = write.position().orderId().value();
        Correlation.with(write.correlationId(), () -> {
            log.info(message, LogField.entry("orderId", orderId));
            return write;
        });
    }
}

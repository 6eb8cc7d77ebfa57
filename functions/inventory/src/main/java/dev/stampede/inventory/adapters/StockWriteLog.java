package dev.stampede.inventory.adapters;

import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.runtime.telemetry.Correlation;
import org.slf4j.Logger;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/** Logs stock writes. */
public final class StockWriteLog {

    private StockWriteLog() {}

    /** Logs one line with the order's ID, under its correlation ID. */
    public static void info(Logger log, String message, StockWrite write) {
        var orderId = write.position().orderId().value();
        Correlation.with(write.correlationId(), () -> {
            log.info(message, StructuredArguments.entry("orderId", orderId));
            return write;
        });
    }
}

package dev.stampede.contracts.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parcel.
 *
 * @param id the position of its {@code OrderShipped} in the log
 * @param trackingNumber personal data
 * @param trackingUrl a page that follows the parcel: personal data
 */
public record Shipment(
        int id,
        Instant shippedAt,
        List<LineUnits> lines,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String trackingUrl) {

    public Shipment {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return "Shipment[" + id + ", " + lines + "]";
    }
}

package dev.stampede.relay;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of a SKU's availability: an event in the JSON format of CloudEvents 1.0. It reports the availability that the
 * catalog shows; consumers read current stock from the API.
 *
 * @param specversion always {@code 1.0}
 * @param id {@code sku/sequenceNumber}: a change always has the same id, and of two changes of a SKU the later one has
 *     the greater sequence number
 * @param source always {@code /stampede/stock}
 * @param type {@code stampede.stock.sold-out.v1}, {@code .back-in-stock.v1} or {@code .low-stock.v1}
 * @param time when the change was written, to the second
 */
record StockEvent(
        String specversion,
        String id,
        String source,
        String type,
        Sku subject,
        Instant time,
        String datacontenttype,
        Data data) {

    private static final String SOURCE = "/stampede/stock";

    /** @param previous the availability before the change */
    record Data(Sku sku, ProductId productId, Availability availability, Availability previous) {}

    /**
     * @param sequenceNumber the change's sequence number in the stream
     * @return empty if the change is not an event: {@code LOW} to {@code IN_STOCK}
     */
    static Optional<StockEvent> of(
            Sku sku, ProductId productId, Availability before, Availability now, String sequenceNumber, Instant time) {
        return kind(before, now).map(kind -> new StockEvent(
                "1.0",
                sku + "/" + sequenceNumber,
                SOURCE,
                "stampede.stock." + kind + ".v1",
                sku,
                time,
                "application/json",
                new Data(sku, productId, now, before)));
    }

    private static Optional<String> kind(Availability before, Availability now) {
        if (before == now) {
            return Optional.empty();
        }
        return switch (now) {
            case OUT -> Optional.of("sold-out");
            case LOW -> Optional.of(before == Availability.OUT ? "back-in-stock" : "low-stock");
            case IN_STOCK -> before == Availability.OUT ? Optional.of("back-in-stock") : Optional.empty();
        };
    }

    String toJson() {
        return Json.write(this);
    }
}

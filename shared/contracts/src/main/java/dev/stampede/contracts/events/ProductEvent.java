package dev.stampede.contracts.events;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.json.Json;
import java.time.Instant;

/**
 * A change of a product: an event in the JSON format of CloudEvents 1.0. It reports that the product changed, including what
 * it offers as its stock changes; consumers read from the catalog how it is now.
 *
 * @param specversion always {@code 1.0}
 * @param id {@code productId/sequenceNumber}: a change always has the same id
 * @param source always {@code /stampede/catalog}
 * @param type {@link #CHANGED} or {@link #DELETED}
 * @param subject the product's id
 * @param time when the change was written, to the second
 */
public record ProductEvent(
        String specversion,
        String id,
        String source,
        String type,
        ProductId subject,
        Instant time,
        String datacontenttype,
        Data data) {

    public static final String CHANGED = "stampede.product.changed.v1";
    public static final String DELETED = "stampede.product.deleted.v1";

    private static final String SOURCE = "/stampede/catalog";

    public record Data(ProductId productId) {}

    /**
     * @param exists whether the product exists after the change
     * @param sequenceNumber the change's sequence number in the stream
     */
    public static ProductEvent of(ProductId product, boolean exists, String sequenceNumber, Instant time) {
        return new ProductEvent(
                "1.0", product + "/" + sequenceNumber, SOURCE, exists ? CHANGED : DELETED, product, time,
                "application/json", new Data(product));
    }

    /** @throws IllegalArgumentException if {@code json} is not a product event */
    public static ProductEvent parse(String json) {
        var event = Json.read(json, ProductEvent.class);
        if (event.id == null || event.subject == null || event.time == null || !SOURCE.equals(event.source)) {
            throw new IllegalArgumentException("Not a product event");
        }
        return event;
    }

    public String toJson() {
        return Json.write(this);
    }
}

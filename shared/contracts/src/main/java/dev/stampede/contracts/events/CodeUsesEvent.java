package dev.stampede.contracts.events;

import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.json.Json;
import java.time.Instant;

/**
 * The number of uses of a code was set or raised: an event in the JSON format of CloudEvents 1.0.
 *
 * @param specversion always {@code 1.0}
 * @param id {@code promotion:CODE/uses}: a number of uses is reached once, so a change always has the same id
 * @param source always {@code /stampede/catalog}
 * @param type {@link #ADDED}
 * @param subject the SKU whose units are the uses
 * @param time when the change was written, to the second
 */
public record CodeUsesEvent(
        String specversion,
        String id,
        String source,
        String type,
        Sku subject,
        Instant time,
        String datacontenttype,
        Data data) {

    public static final String ADDED = "stampede.promotion.uses-added.v1";

    private static final String SOURCE = "/stampede/catalog";

    /**
     * @param added how many uses were added
     * @param uses how many the code has had in all
     */
    public record Data(String code, int added, int uses) {}

    public static CodeUsesEvent of(String code, int before, int uses, Instant time) {
        var sku = Sku.ofPromotion(code);
        return new CodeUsesEvent(
                "1.0", sku + "/" + uses, SOURCE, ADDED, sku, time, "application/json",
                new Data(code, uses - before, uses));
    }

    /** @throws IllegalArgumentException if {@code json} is not such an event */
    public static CodeUsesEvent parse(String json) {
        var event = Json.read(json, CodeUsesEvent.class);
        if (event.id == null || event.subject == null || event.data == null || event.time == null
                || !ADDED.equals(event.type) || event.data.added < 1) {
            throw new IllegalArgumentException("Not an event of a code's uses");
        }
        return event;
    }

    public String toJson() {
        return Json.write(this);
    }
}

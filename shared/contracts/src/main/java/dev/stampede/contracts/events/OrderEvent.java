package dev.stampede.contracts.events;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.events.Delivery;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.telemetry.Correlation;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A published fact of an order: an event in the JSON format of CloudEvents 1.0. It reports what happened; consumers
 * read the order's current state from the log.
 *
 * @param specversion always {@code 1.0}
 * @param id {@code orderId/seq}: a fact always has the same id
 * @param source always {@code /stampede/orders}
 * @param type {@code stampede.order.stock-reserved.v1} and so on
 * @param subject the order's id
 * @param time when the fact was recorded, RFC 3339
 * @param correlationid an extension attribute: the correlation id of the originating request or event; may be empty
 * @param data the JSON text of the fact's public data; null in a parsed event, because consumers read the log instead
 */
public record OrderEvent(
        String specversion,
        String id,
        String source,
        String type,
        OrderId subject,
        String time,
        String datacontenttype,
        String correlationid,
        @JsonRawValue @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Nullable String data) {

    private static final String SOURCE = "/stampede/orders";

    /**
     * @param data the JSON text of the fact's public data, which is published unchanged
     * @throws IllegalArgumentException if {@code data} is not JSON
     */
    public static OrderEvent of(
            OrderId orderId, int seq, String factType, String at, String correlationId, String data) {
        Json.read(data, JsonNode.class);
        return new OrderEvent(
                "1.0",
                orderId + "/" + seq,
                SOURCE,
                typeOf(factType),
                orderId,
                at,
                "application/json",
                correlationId,
                data);
    }

    /** @throws IllegalArgumentException if {@code json} is not an order event */
    public static OrderEvent parse(String json) {
        var event = Json.read(json, OrderEvent.class);
        if (event.id == null || event.type == null || event.subject == null || !SOURCE.equals(event.source)) {
            throw new IllegalArgumentException("Not an order event");
        }
        return event;
    }

    /** A worker for queues that receive order events with raw message delivery. */
    public static QueueWorker worker(Consumer<OrderEvent> handler) {
        return worker((event, delivery) -> handler.accept(event));
    }

    /** Like {@link #worker(Consumer)}, for handlers that treat a repeated delivery differently. */
    public static QueueWorker worker(BiConsumer<OrderEvent, Delivery> handler) {
        return new QueueWorker(message -> handle(message, handler));
    }

    /** Handles one message of a queue that has other messages too. */
    public static void handle(SQSMessage message, BiConsumer<OrderEvent, Delivery> handler) {
        var event = parse(message.getBody());
        var correlationId = Objects.requireNonNullElse(event.correlationid(), "");
        Correlation.with(correlationId, () -> {
            handler.accept(event, Delivery.of(message));
            return event;
        });
    }

    public String toJson() {
        return Json.write(this);
    }

    /** The order's id. */
    public OrderId orderId() {
        return subject;
    }

    /**
     * The fact's position in the order's log.
     *
     * @throws IllegalArgumentException if the event's id does not contain one
     */
    public int seq() {
        return Integer.parseInt(id.substring(id.lastIndexOf('/') + 1));
    }

    /** Whether the event is about a fact of the type, such as {@code StockReserved}. */
    public boolean announces(String factType) {
        return type.equals(typeOf(factType));
    }

    /** The event type of a fact type: {@code StockReserved} is {@code stampede.order.stock-reserved.v1}. */
    public static String typeOf(String factType) {
        var words = factType.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "stampede.order." + words + ".v1";
    }
}

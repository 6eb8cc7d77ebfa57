package dev.stampede.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.contracts.events.OrderEvent;

/**
 * An event on its way to the topic.
 *
 * @param position its place in the batch of the stream, from 0
 * @param type the event's type, by which subscriptions filter
 * @param message the event as JSON
 */
public record Announcement(int position, String type, String message) {

    static Announcement of(int position, OrderEvent event) {
        return new Announcement(position, event.type(), event.toJson());
    }

    static Announcement of(int position, StockEvent event) {
        return new Announcement(position, event.type(), event.toJson());
    }

    /** Bytes that count towards the topic's limit, without those of the attributes' names. */
    int size() {
        return message.getBytes(UTF_8).length + type.getBytes(UTF_8).length;
    }
}

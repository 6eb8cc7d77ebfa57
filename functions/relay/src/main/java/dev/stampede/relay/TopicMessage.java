package dev.stampede.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message to publish.
 *
 * @param position the position of its record in the stream batch, from 0
 * @param type the event type, which is also the message attribute that subscriptions filter by
 * @param body the event as JSON
 */
public record TopicMessage(int position, String type, String body) {

    /** The number of bytes that count towards the topic's limit, without the attribute's name and data type. */
    int size() {
        return body.getBytes(UTF_8).length + type.getBytes(UTF_8).length;
    }
}

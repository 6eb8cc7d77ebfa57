package dev.stampede.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final String TYPE = "stampede.order.order-placed.v1";

    private final List<List<TopicMessage>> batches = new CopyOnWriteArrayList<>();

    @Test
    void publish_none_shouldSendNothing() {
        publish(List.of());
        assertThat(batches).isEmpty();
    }

    @Test
    void publish_smallMessages_shouldSendTens() {
        var messages = messages(23, 100);
        publish(messages);
        assertThat(batches).extracting(List::size).containsExactlyInAnyOrder(10, 10, 3);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void publish_largeMessages_shouldStayWithinTheTopicsLimit() {
        publish(messages(7, 100_000));
        assertThat(batches).extracting(List::size).containsExactlyInAnyOrder(2, 2, 2, 1);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.stream().mapToInt(TopicMessage::size).sum())
                .isLessThanOrEqualTo(EventTopic.MAX_BATCH_BYTES));
    }

    @Test
    void publish_nonAsciiMessages_shouldCountBytes() {
        var message = new TopicMessage(0, TYPE, "é".repeat(100_000));
        assertThat(message.size()).isEqualTo(200_000 + TYPE.length());
        publish(List.of(message, new TopicMessage(1, TYPE, message.body())));
        assertThat(batches).hasSize(2);
    }

    @Test
    void publish_messageBeyondTheLimit_shouldBeABatchOfItsOwn() {
        publish(List.of(new TopicMessage(0, TYPE, "a"), new TopicMessage(1, TYPE, "a".repeat(300_000)),
                new TopicMessage(2, TYPE, "a")));
        assertThat(batches).extracting(List::size).containsExactly(1, 1, 1);
    }

    private void publish(List<TopicMessage> messages) {
        var failures = new Publisher(batch -> {
            batches.add(List.copyOf(batch));
            return Map.of();
        }, TestEnvironment.BACKOFF).publish(messages);
        assertThat(failures).isEmpty();
    }

    private static List<TopicMessage> messages(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(position -> new TopicMessage(position, TYPE, "a".repeat(size)))
                .toList();
    }
}

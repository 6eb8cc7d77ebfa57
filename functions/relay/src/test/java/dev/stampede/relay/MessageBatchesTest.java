package dev.stampede.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageBatchesTest {

    private static final String TYPE = "stampede.order.order-placed.v1";

    @Test
    void of_none_shouldBeNone() {
        assertThat(MessageBatches.of(List.of())).isEmpty();
    }

    @Test
    void of_smallOnes_shouldBeTensInOrder() {
        var messages = messages(23, 100);
        var batches = MessageBatches.of(messages);
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 3);
        assertThat(batches.stream().flatMap(List::stream)).isEqualTo(messages);
    }

    @Test
    void of_largeOnes_shouldStayWithinTheTopicsLimit() {
        var batches = MessageBatches.of(messages(7, 100_000));
        assertThat(batches).extracting(List::size).containsExactly(2, 2, 2, 1);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.stream().mapToInt(TopicMessage::size).sum())
                .isLessThanOrEqualTo(EventTopic.MAX_BATCH_BYTES));
    }

    @Test
    void of_nonAsciiText_shouldCountBytes() {
        var message = new TopicMessage(0, TYPE, "é".repeat(100_000));
        assertThat(message.size()).isEqualTo(200_000 + TYPE.length());
        assertThat(MessageBatches.of(List.of(message, message))).hasSize(2);
    }

    @Test
    void of_oneBeyondTheLimit_shouldGetABatchOfItsOwn() {
        var messages = List.of(
                new TopicMessage(0, TYPE, "a"), new TopicMessage(1, TYPE, "a".repeat(300_000)),
                new TopicMessage(2, TYPE, "a"));
        assertThat(MessageBatches.of(messages)).extracting(List::size).containsExactly(1, 1, 1);
    }

    private static List<TopicMessage> messages(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(position -> new TopicMessage(position, TYPE, "a".repeat(size)))
                .toList();
    }
}

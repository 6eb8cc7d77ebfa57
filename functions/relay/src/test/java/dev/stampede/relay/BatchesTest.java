package dev.stampede.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final String TYPE = "stampede.order.order-placed.v1";

    @Test
    void of_none_shouldBeNone() {
        assertThat(Batches.of(List.of())).isEmpty();
    }

    @Test
    void of_smallOnes_shouldBeTensInOrder() {
        var announcements = announcements(23, 100);
        var batches = Batches.of(announcements);
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 3);
        assertThat(batches.stream().flatMap(List::stream)).isEqualTo(announcements);
    }

    @Test
    void of_largeOnes_shouldStayWithinTheTopicsLimit() {
        var batches = Batches.of(announcements(7, 100_000));
        assertThat(batches).extracting(List::size).containsExactly(2, 2, 2, 1);
        assertThat(batches).allSatisfy(batch -> assertThat(batch.stream().mapToInt(Announcement::size).sum())
                .isLessThanOrEqualTo(EventTopic.MAX_BATCH_BYTES));
    }

    @Test
    void of_nonAsciiText_shouldCountBytes() {
        var announcement = new Announcement(0, TYPE, "é".repeat(100_000));
        assertThat(announcement.size()).isEqualTo(200_000 + TYPE.length());
        assertThat(Batches.of(List.of(announcement, announcement))).hasSize(2);
    }

    @Test
    void of_oneBeyondTheLimit_shouldGetABatchOfItsOwn() {
        var announcements = List.of(
                new Announcement(0, TYPE, "a"), new Announcement(1, TYPE, "a".repeat(300_000)),
                new Announcement(2, TYPE, "a"));
        assertThat(Batches.of(announcements)).extracting(List::size).containsExactly(1, 1, 1);
    }

    private static List<Announcement> announcements(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(position -> new Announcement(position, TYPE, "a".repeat(size)))
                .toList();
    }
}

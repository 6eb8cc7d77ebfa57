package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void of_moreItemsThanABatchHolds_shouldKeepTheirOrder() {
        assertThat(Batches.of(List.of(1, 2, 3, 4, 5), 2)).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    }

    @Test
    void of_asManyItemsAsABatchHolds_shouldBeOneBatch() {
        assertThat(Batches.of(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
    }

    @Test
    void of_noItems_shouldBeNoBatch() {
        assertThat(Batches.of(List.of(), 2)).isEmpty();
    }

    @Test
    void of_sizes_shouldFillABatchUpToTheMaximum() {
        assertThat(Batches.of(List.of("aa", "b", "cc", "d"), 3, String::length, 3))
                .containsExactly(List.of("aa", "b"), List.of("cc", "d"));
    }

    @Test
    void of_itemLargerThanABatch_shouldBeABatchOfItsOwn() {
        assertThat(Batches.of(List.of("a", "bbbb", "c"), 3, String::length, 3))
                .containsExactly(List.of("a"), List.of("bbbb"), List.of("c"));
    }

    @Test
    void of_noRoomForAnItem_shouldBeRefused() {
        assertThatThrownBy(() -> Batches.of(List.of(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.stampede.local.lab.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Resource ORDERS = Resource.ofTable("orders");

    private final FakeTime time = new FakeTime();
    private final TokenBuckets buckets = new TokenBuckets(Map.of(Access.WRITE, 10.0, Access.READ, 30.0), 1, time);

    @Test
    void take_itemsOfOnePartition_shouldBeAddedUp() {
        var shortages = buckets.take(List.of(List.of(write("a", 6)), List.of(write("a", 6))), false);

        assertThat(shortages.byItem()).containsOnlyKeys(1);
        assertThat(buckets.take(List.of(List.of(write("a", 4))), false).none()).isTrue();
    }

    @Test
    void take_togetherWithOneShort_shouldTakeNothing() {
        assertThat(buckets.take(List.of(List.of(write("a", 6)), List.of(write("a", 6))), true).none()).isFalse();

        assertThat(buckets.take(List.of(List.of(write("a", 10))), false).none()).isTrue();
    }

    @Test
    void settle_lessSpentThanTaken_shouldGiveBack() {
        buckets.take(List.of(List.of(write("a", 10))), false);

        buckets.settle(List.of(write("a", 10)), List.of(write("a", 3)));

        assertThat(buckets.take(List.of(List.of(write("a", 7))), false).none()).isTrue();
    }

    @Test
    void settle_moreSpentThanTaken_shouldLeaveADebtThatTimePays() {
        buckets.settle(List.of(), List.of(write("a", 15)));

        time.pass(Duration.ofMillis(400));
        assertThat(buckets.take(List.of(List.of(write("a", 0))), false).none()).isFalse();
        time.pass(Duration.ofMillis(200));
        assertThat(buckets.take(List.of(List.of(write("a", 1))), false).none()).isTrue();
    }

    @Test
    void readsAndWrites_shouldNotShareUnits() {
        buckets.take(List.of(List.of(write("a", 10))), false);

        assertThat(buckets.take(List.of(List.of(new CapacityCharge(ORDERS, "a", Access.READ, 30))), false).none())
                .isTrue();
    }

    @Test
    void manyPartitions_shouldBeForgottenWhenFullAgain() {
        for (var partition = 0; partition < 50_000; partition++) {
            buckets.take(List.of(List.of(write("p" + partition, 1))), false);
            time.pass(Duration.ofMillis(1));
        }

        assertThat(buckets.size()).isLessThan(10_001);
    }

    private static CapacityCharge write(String partition, double units) {
        return new CapacityCharge(ORDERS, partition, Access.WRITE, units);
    }
}

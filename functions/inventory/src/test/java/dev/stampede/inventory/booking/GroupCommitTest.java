package dev.stampede.inventory.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.inventory.stock.ShardId;
import dev.stampede.shared.id.Sku;
import dev.stampede.shared.json.Json;
import dev.stampede.shared.orders.Allocation;
import dev.stampede.shared.orders.Fact.StockReserved;
import dev.stampede.shared.testing.Orders;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Sku TEA = new Sku("TEA");

    @Test
    void chains_groupsThatShareAShard_shouldBeOneChain() {
        var first = group("1", 0);
        var second = group("2", 1);
        var bridge = group("3", 0, 1);
        var apart = group("4", 2);

        assertThat(GroupCommit.chains(List.of(first, second, bridge, apart)))
                .containsExactly(List.of(first, second, bridge), List.of(apart));
    }

    @Test
    void pack_bookingsOfFewShards_shouldFillTransactions() {
        var bookings = IntStream.range(0, 250).mapToObj(number -> booking("order-" + number, number % 4)).toList();

        var groups = GroupDraft.pack(bookings);

        assertThat(groups).extracting(group -> group.bookings().size()).containsExactly(96, 96, 58);
    }

    @Test
    void group_moreItemsThanATransactionHolds_shouldBeRefused() {
        var bookings = IntStream.range(0, 100).mapToObj(number -> booking("order-" + number, 0)).toList();

        assertThatThrownBy(() -> new Group(bookings)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half facts, half shards is where facts times allocations is greatest. */
    @Test
    void group_withTheMostAllocations_shouldBeFarBelowFourMegabytes() {
        var sku = new Sku("S".repeat(64));
        var allocations = IntStream.range(0, 50).mapToObj(shard -> new Allocation(sku, shard, 999)).toList();
        var changes = allocations.stream()
                .collect(Collectors.toMap(allocation -> new ShardId(sku, allocation.shard()), allocation -> -999L));
        var bookings = IntStream.range(0, 50)
                .mapToObj(number -> new Booking(
                        new Place(Orders.id("order-" + number), 1), "", new StockReserved(allocations, Orders.NOW),
                        changes))
                .toList();

        var bytes = new Group(bookings).bookings().stream()
                .mapToInt(booking -> Json.write(booking.fact()).length())
                .sum();

        assertThat(bytes).isLessThan(512 * 1024);
    }

    private static Group group(String name, int... shards) {
        return new Group(List.of(booking(name, shards)));
    }

    private static Booking booking(String name, int... shards) {
        var allocations = IntStream.of(shards).mapToObj(shard -> new Allocation(TEA, shard, 1)).toList();
        return new Booking(
                new Place(Orders.id(name), 1), "", new StockReserved(allocations, Orders.NOW),
                IntStream.of(shards).boxed().collect(Collectors.toMap(shard -> new ShardId(TEA, shard), shard -> -1L)));
    }
}

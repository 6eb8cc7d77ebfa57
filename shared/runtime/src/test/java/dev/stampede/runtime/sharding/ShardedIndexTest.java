package dev.stampede.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.runtime.sharding.ShardedIndex.Page;
import dev.stampede.runtime.sharding.ShardedIndex.Request;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class ShardedIndexTest {

    private static final String TABLE = "CatalogTable";
    private static final int SHARDS = 4;

    private static LocalDynamoDb database;

    private final ShardedIndex index = index(SHARDS);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear(TABLE);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "3,false", "7,true", "20,true", "20,false", "99,false", "100,true"})
    void page_untilTheEnd_shouldGiveEachItemOnceInOrder(int limit, boolean forward) {
        var keys = fill(230, n -> "same#" + "%03d".formatted(n));

        assertThat(walk(limit, forward)).isEqualTo(forward ? keys : keys.reversed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void page_withAllItemsInOneShard_shouldGiveEachItemOnceInOrder(int limit) {
        var keys = IntStream.range(0, 120).mapToObj("k%03d"::formatted).toList();
        keys.forEach(key -> put(key, 2, Map.of()));

        assertThat(walk(limit, true)).isEqualTo(keys);
        assertThat(walk(limit, false)).isEqualTo(keys.reversed());
    }

    @ParameterizedTest
    @CsvSource({"1,true", "3,true", "4,false", "6,true", "12,false", "13,true"})
    void page_withAsManyItemsAsFillPages_shouldNotEndInAnEmptyPage(int limit, boolean forward) {
        fill(12, "k%02d"::formatted);
        IntStream.range(0, 12).forEach(n -> put("k%02d".formatted(n), Shards.key("ink", 1), Map.of()));

        for (var partition : List.of("paper", "ink")) {
            var pages = new ArrayList<Page>();
            String after = null;
            do {
                pages.add(index.page(new Request(partition, forward, after, limit)));
                after = pages.getLast().next().orElse(null);
            } while (after != null);

            assertThat(pages).hasSize((12 + limit - 1) / limit);
            assertThat(pages.getLast().items()).isNotEmpty();
        }
    }

    @Test
    void page_afterAKeyWhoseItemIsGone_shouldGoOnBehindIt() {
        fill(8, "k%02d"::formatted);

        assertThat(keys(index.page(new Request("paper", true, "k03-gone", 3))))
                .containsExactly("k04", "k05", "k06");
        assertThat(keys(index.page(new Request("paper", false, "k03-gone", 3))))
                .containsExactly("k03", "k02", "k01");
    }

    @Test
    void page_ofAnotherPartition_shouldBeEmpty() {
        fill(8, "k%02d"::formatted);

        var page = index.page(new Request("pape", true, null, 3));

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "3,true", "20,false"})
    void page_withAConditionThatKeepsFew_shouldGiveEachMatchOnceInOrder(int limit, boolean forward) {
        var keys = fill(230, "k%03d"::formatted);
        var wanted = IntStream.range(0, 230)
                .filter(n -> n % 50 == 7)
                .mapToObj(keys::get)
                .toList();

        assertThat(walk(new Request("paper", forward, null, limit, numbered(7))))
                .isEqualTo(forward ? wanted : wanted.reversed());
    }

    @ParameterizedTest
    @CsvSource({"1,true", "3,false", "100,true"})
    void page_withItemsThatAreNotKept_shouldGiveTheOthersOnceInOrder(int limit, boolean forward) {
        var keys = fill(230, "k%03d"::formatted);
        var wanted = keys.stream().filter(key -> key.endsWith("7")).toList();

        assertThat(walk(new Request(
                "paper", forward, null, limit, item -> item.get("listingKey").s().endsWith("7"))))
                        .isEqualTo(forward ? wanted : wanted.reversed());
    }

    @Test
    void page_withAConditionThatDropsEverything_shouldEnd() {
        fill(230, "k%03d"::formatted);

        assertThat(walk(new Request("paper", true, null, 1, numbered(60)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void page_withAConditionAndAFarMatch_shouldNotSkipWhatOtherShardsHaveBeforeIt(boolean forward) {
        // The condition drops most items of one shard, so the shards are read to different depths.
        IntStream.range(0, 600).forEach(n -> put("k%03d".formatted(n), 0, number(n == 300 ? 1 : 0)));
        put("k599x", 1, number(1));
        put("k001x", 2, number(1));
        put("k000", 3, number(1));
        var wanted = List.of("k000", "k001x", "k300", "k599x");

        assertThat(walk(new Request("paper", forward, null, 1, numbered(1))))
                .isEqualTo(forward ? wanted : wanted.reversed());
    }

    @Test
    void page_withKeysBeyondTheBasicPlane_shouldSortAsDynamoDbDoes() {
        // In Java's string order, the last one precedes the one before it.
        var keys = List.of("a", "z", "é", "語", "\uffee", "😀");
        var shard = 0;
        for (var key : keys.reversed()) {
            put(key, shard++ % SHARDS, Map.of());
        }

        assertThat(walk(1, true)).isEqualTo(keys);
        assertThat(walk(2, false)).isEqualTo(keys.reversed());
    }

    @Test
    void page_ofAnIndexWithoutShards_shouldReadThePartitionItself() {
        for (var key : List.of("a", "b", "c")) {
            put(key, "plain", Map.of());
        }

        var whole = new ArrayList<String>();
        collect(index(0), new Request("plain", true, null, 2), whole);

        assertThat(whole).containsExactly("a", "b", "c");
    }

    @Test
    void page_whileItemsComeAndGo_shouldGiveTheOthersOnceInOrder() {
        var stable = fill(100, "k%03d"::formatted);
        var seen = new ArrayList<String>();
        String after = null;
        var round = 0;
        do {
            var page = index.page(new Request("paper", true, after, 5));
            seen.addAll(keys(page));
            after = page.next().orElse(null);
            put("k%03d-new".formatted(round++ * 7 % 100), round % SHARDS, Map.of());
        } while (after != null);

        assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(stable);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void request_withALimitOutOfBounds_shouldBeRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Request("paper", true, null, limit));
    }

    @Test
    void page_whenTheDatabaseFails_shouldThrowItsException() {
        var broken = new ShardedIndex(
                database.client(), "no-such-table", "listings", "listing", "listingKey", SHARDS);

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> broken.page(new Request("paper", true, null, 1)));
    }

    private static ShardedIndex index(int shards) {
        return new ShardedIndex(
                database.client(), TABLE, "listings", "listing", "listingKey", shards);
    }

    private List<String> walk(int limit, boolean forward) {
        return walk(new Request("paper", forward, null, limit));
    }

    private List<String> walk(Request first) {
        var all = new ArrayList<String>();
        collect(index, first, all);
        return all;
    }

    private static void collect(ShardedIndex index, Request first, List<String> all) {
        var after = first.after();
        var pages = 0;
        do {
            var page = index.page(new Request(
                    first.partition(), first.forward(), after, first.limit(), first.keep()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(first.limit());
            assertThat(pages++).as("pages").isLessThan(1000);
            all.addAll(keys(page));
            after = page.next().orElse(null);
        } while (after != null);
    }

    private static List<String> keys(Page page) {
        return page.items().stream().map(item -> item.get("listingKey").s()).toList();
    }

    private static List<String> fill(int count, IntFunction<String> key) {
        var keys = IntStream.range(0, count).mapToObj(key).toList();
        for (var n = 0; n < count; n++) {
            put(keys.get(n), Shards.of(keys.get(n), SHARDS), number(n % 50));
        }
        return keys;
    }

    private static Map<String, AttributeValue> number(int number) {
        return Map.of("title", AttributeValue.fromS(Integer.toString(number)));
    }

    private static Predicate<Map<String, AttributeValue>> numbered(int number) {
        return item -> item.get("title").s().equals(Integer.toString(number));
    }

    private static void put(String key, int shard, Map<String, AttributeValue> more) {
        put(key, Shards.key("paper", shard), more);
    }

    private static void put(String key, String partition, Map<String, AttributeValue> more) {
        var item = new HashMap<>(more);
        item.put("pk", AttributeValue.fromS(partition + "/" + key));
        item.put("listing", AttributeValue.fromS(partition));
        item.put("listingKey", AttributeValue.fromS(key));
        database.client().putItem(put -> put.tableName(TABLE).item(item));
    }
}

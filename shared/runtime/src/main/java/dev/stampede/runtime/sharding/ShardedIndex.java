package dev.stampede.runtime.sharding;

import dev.stampede.runtime.concurrent.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads a partition that is spread over several partition keys of an index as if it were one: all shards are queried
 * in parallel and merged by the sort key. Sort keys must be strings that are unique within the partition (end them with
 * the item's id), so that the sort key of the last item is enough to continue from, whatever shard it came from.
 *
 * <p>Thread-safe.
 */
public final class ShardedIndex {

    /** Maximum number of reads of a shard per request, if {@link Request#keep} drops most items. */
    private static final int MAX_ROUNDS = 6;
    /** Maximum number of items per read. */
    private static final int MAX_READ = 500;
    /** DynamoDB sorts strings by their UTF-8 bytes, unlike Java. */
    private static final Comparator<String> KEY_ORDER = Comparator
            .comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String index;
    private final String hashKey;
    private final String rangeKey;
    private final int shards;

    /** @param shards the number of shards of a partition; 0 if it is not sharded */
    public ShardedIndex(
            DynamoDbClient dynamoDb, String table, String index, String hashKey, String rangeKey, int shards) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.index = index;
        this.hashKey = hashKey;
        this.rangeKey = rangeKey;
        this.shards = shards;
    }

    /**
     * What to read.
     *
     * @param partition the partition's name, without a shard
     * @param forward ascending by sort key, or descending
     * @param after the sort key to continue after, exclusive, or null for the beginning
     * @param limit 1 to 100 items
     * @param keep whether an item belongs on the page
     */
    public record Request(
            String partition,
            boolean forward,
            @Nullable String after,
            int limit,
            Predicate<Map<String, AttributeValue>> keep) {

        public Request(String partition, boolean forward, @Nullable String after, int limit) {
            this(partition, forward, after, limit, item -> true);
        }

        public Request {
            if (limit < 1 || limit > 100) {
                throw new IllegalArgumentException("A page has 1 to 100 items, not " + limit);
            }
        }
    }

    /**
     * One page.
     *
     * @param next the sort key to continue after, or empty at the end. If {@code keep} drops most items, a page
     *     before the end can be short or empty
     */
    public record Page(List<Map<String, AttributeValue>> items, Optional<String> next) {}

    public Page page(Request request) {
        var partitions = partitions(request.partition());
        var slices = Parallel.map(partitions, partitions.size(), partition -> slice(partition, request));
        return merge(slices, request);
    }

    private List<String> partitions(String partition) {
        return shards == 0
                ? List.of(partition)
                : IntStream.range(0, shards).mapToObj(shard -> Shards.key(partition, shard)).toList();
    }

    /**
     * The result of reading one shard.
     *
     * @param readUpTo the sort key up to which the shard was read, or null if it was read to its end
     */
    private record Slice(List<Map<String, AttributeValue>> items, @Nullable String readUpTo) {}

    private Slice slice(String partition, Request request) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> start = Map.of();
        for (var round = 0; round < MAX_ROUNDS && items.size() <= request.limit(); round++) {
            var response = dynamoDb.query(query(partition, request, start, round));
            response.items().stream().filter(request.keep()).forEach(items::add);
            start = response.lastEvaluatedKey();
            if (start.isEmpty()) {
                return new Slice(items, null);
            }
        }
        return new Slice(items, key(start));
    }

    private QueryRequest query(String partition, Request request, Map<String, AttributeValue> start, int round) {
        var names = new HashMap<>(Map.of("#hash", hashKey));
        var values = new HashMap<>(Map.of(":hash", AttributeValue.fromS(partition)));
        var condition = "#hash = :hash";
        if (request.after() != null) {
            // The item at this key is read again and dropped when the shards are merged: a sort key condition has one operator.
            names.put("#range", rangeKey);
            values.put(":after", AttributeValue.fromS(request.after()));
            condition += " AND #range " + (request.forward() ? ">=" : "<=") + " :after";
        }
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .scanIndexForward(request.forward())
                .limit(size(request, round));
        if (!start.isEmpty()) {
            query.exclusiveStartKey(start);
        }
        return query.keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    /**
     * Reads one item more than the page to detect the last page, and the item at {@code after} again. Each further read, which
     * is needed only if items are dropped, doubles the number.
     */
    private static int size(Request request, int round) {
        var first = request.limit() + (request.after() == null ? 1 : 2);
        return Math.min(first << round, MAX_READ);
    }

    private Page merge(List<Slice> slices, Request request) {
        var order = request.forward() ? KEY_ORDER : KEY_ORDER.reversed();
        // Beyond the shard with the shortest read, another item of that shard could come first.
        var horizon = slices.stream().map(Slice::readUpTo).filter(Objects::nonNull).min(order);
        var merged = slices.stream()
                .flatMap(slice -> slice.items().stream())
                .filter(item -> !key(item).equals(request.after()))
                .filter(item -> horizon.isEmpty() || order.compare(key(item), horizon.get()) <= 0)
                .sorted(Comparator.comparing(this::key, order))
                .toList();
        if (merged.size() > request.limit()) {
            var page = merged.subList(0, request.limit());
            return new Page(page, Optional.of(key(page.getLast())));
        }
        return new Page(merged, horizon);
    }

    private String key(Map<String, AttributeValue> item) {
        return item.get(rangeKey).s();
    }
}

package dev.stampede.shared.sharding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads a partition that is spread over several partition keys of an index as if it were one: all shards are queried in
 * parallel and merged by the sort key. Sort keys must be texts that are unique within the partition (end them with the
 * item's id); then the sort key of the last item is all that is needed to go on, whatever shard it came from.
 *
 * <p>Thread-safe.
 */
public final class ShardedIndex {

    /** How many pages of one shard are read at most to satisfy one request whose filter drops most items. */
    private static final int MAX_ROUNDS = 8;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String index;
    private final String hashKey;
    private final String rangeKey;
    private final int shards;

    /** @param shards how many partition keys a partition is spread over; 0 if the partition is not sharded at all */
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
     * @param after the sort key to go on after, exclusive, or null for the beginning
     * @param from the lowest sort key wanted, or null
     * @param to the highest sort key wanted, or null
     * @param limit 1 to 100 items
     */
    public record Request(
            String partition,
            boolean forward,
            @Nullable String after,
            @Nullable String from,
            @Nullable String to,
            int limit,
            @Nullable Filter filter) {}

    /** A filter expression over projected attributes; the names and values of its own placeholders. */
    public record Filter(String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

    /**
     * One page.
     *
     * @param next the sort key to go on after, or empty at the end; a page may be short, even empty, before the end when a
     *     filter drops most items
     */
    public record Page(List<Map<String, AttributeValue>> items, Optional<String> next) {}

    public Page page(Request request) {
        if (bounds(request).isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        var slices = inParallel(partitions(request.partition()).stream()
                .<Callable<Slice>> map(partition -> () -> slice(partition, request))
                .toList());
        return merge(slices, request);
    }

    private List<String> partitions(String partition) {
        return shards == 0
                ? List.of(partition)
                : IntStream.range(0, shards).mapToObj(shard -> Shards.key(partition, shard)).toList();
    }

    /**
     * What one shard gave.
     *
     * @param readUpTo the sort key up to which the shard has been read, or null if it has been read to its end
     */
    private record Slice(List<Map<String, AttributeValue>> items, @Nullable String readUpTo) {}

    private Slice slice(String partition, Request request) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> start = Map.of();
        for (var round = 0; round < MAX_ROUNDS && items.size() <= request.limit(); round++) {
            var response = dynamoDb.query(query(partition, request, start));
            items.addAll(response.items());
            start = response.lastEvaluatedKey();
            if (start.isEmpty()) {
                return new Slice(items, null);
            }
        }
        return new Slice(items, start.get(rangeKey).s());
    }

    private QueryRequest query(String partition, Request request, Map<String, AttributeValue> start) {
        var names = new HashMap<>(Map.of("#hash", hashKey));
        var values = new HashMap<>(Map.of(":hash", AttributeValue.fromS(partition)));
        var bounds = bounds(request);
        var condition = "#hash = :hash";
        if (bounds.isBounded()) {
            names.put("#range", rangeKey);
            condition += " AND " + bounds.condition(values);
        }
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .scanIndexForward(request.forward())
                .limit(request.limit() + 1);
        if (request.filter() != null) {
            names.putAll(request.filter().names());
            values.putAll(request.filter().values());
            query.filterExpression(request.filter().expression());
        }
        if (!start.isEmpty()) {
            query.exclusiveStartKey(start);
        }
        return query.keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    /** Inclusive bounds: a sort key condition takes only one operator. */
    private record Bounds(@Nullable String from, @Nullable String to) {

        boolean isBounded() {
            return from != null || to != null;
        }

        boolean isEmpty() {
            return from != null && to != null && from.compareTo(to) > 0;
        }

        String condition(Map<String, AttributeValue> values) {
            if (from != null) {
                values.put(":from", AttributeValue.fromS(from));
            }
            if (to != null) {
                values.put(":to", AttributeValue.fromS(to));
            }
            return from == null ? "#range <= :to" : to == null ? "#range >= :from" : "#range BETWEEN :from AND :to";
        }
    }

    /** The item at {@code after} is read once more and dropped when the shards are merged. */
    private static Bounds bounds(Request request) {
        var after = request.after();
        if (after == null) {
            return new Bounds(request.from(), request.to());
        }
        return request.forward()
                ? new Bounds(highest(after, request.from()), request.to())
                : new Bounds(request.from(), lowest(after, request.to()));
    }

    private static String highest(String key, @Nullable String other) {
        return other == null || key.compareTo(other) > 0 ? key : other;
    }

    private static String lowest(String key, @Nullable String other) {
        return other == null || key.compareTo(other) < 0 ? key : other;
    }

    private Page merge(List<Slice> slices, Request request) {
        var ascending = Comparator.<Map<String, AttributeValue>, String> comparing(item -> item.get(rangeKey).s());
        var order = request.forward() ? ascending : ascending.reversed();
        // Beyond the shard that was read least far, another item of that shard might come first.
        var horizon = slices.stream()
                .map(Slice::readUpTo)
                .filter(key -> key != null)
                .min(request.forward() ? Comparator.naturalOrder() : Comparator.reverseOrder());
        var merged = slices.stream()
                .flatMap(slice -> slice.items().stream())
                .filter(item -> !item.get(rangeKey).s().equals(request.after()))
                .filter(item -> horizon.isEmpty()
                        || !isBeyond(item.get(rangeKey).s(), horizon.get(), request.forward()))
                .sorted(order)
                .toList();
        if (merged.size() > request.limit()) {
            var page = merged.subList(0, request.limit());
            return new Page(page, Optional.of(page.getLast().get(rangeKey).s()));
        }
        return new Page(merged, horizon);
    }

    private static boolean isBeyond(String key, String horizon, boolean forward) {
        return forward ? key.compareTo(horizon) > 0 : key.compareTo(horizon) < 0;
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading an index", e);
        }
    }
}

package dev.stampede.local.lab.capacity;

import dev.stampede.local.lab.capacity.Units.ReadMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/**
 * Accounts for reads. The cost of a read is known afterwards: the minimum is taken before the read and the rest after
 * it, so that a partition may go into debt and throttle later reads.
 */
final class Reads {

    private final DynamoDbClient client;
    private final ItemReader images;
    private final CapacityMeter meter;
    private final Limits limits;

    Reads(DynamoDbClient client, ItemReader images, CapacityMeter meter, Limits limits) {
        this.client = client;
        this.images = images;
        this.meter = meter;
        this.limits = limits;
    }

    /** An item to read. */
    private record Wanted(TableSchema table, Map<String, AttributeValue> key, ReadMode mode) {

        ItemKey id() {
            return table.key(key);
        }

        CapacityCharge charge(Map<String, AttributeValue> item) {
            return Units.read(Resource.ofTable(table.name()), id().partition(), Values.size(item), mode);
        }

        CapacityCharge least() {
            return charge(Map.of());
        }
    }

    SdkResponse get(GetItemRequest get, Intercepted.Next next) {
        var wanted = new Wanted(images.table(get.tableName()), get.key(), MeteredDynamoDb.mode(get.consistentRead()));
        takeOrThrow(wanted.table(), wanted.least());
        return spending("GetItem", List.of(wanted.least()), Kind.PLAIN, () -> {
            var response = (GetItemResponse) next.send(get);
            var whole = get.projectionExpression() == null && !get.hasAttributesToGet() ? response.item()
                    : images.item(wanted.table(), get.key());
            return new Read<>(response, List.of(wanted.charge(whole)));
        });
    }

    SdkResponse query(QueryRequest query, Intercepted.Next next) {
        var table = images.table(query.tableName());
        var resource = new Resource(query.tableName(), query.indexName());
        var key = query.indexName() == null ? table.keys().getFirst()
                : table.index(query.indexName()).keys().getFirst();
        var partition = QueryPartition.of(query, key);
        var mode = MeteredDynamoDb.mode(query.consistentRead());
        var least = Units.read(resource, partition, 0, mode);
        takeOrThrow(table, least);
        return spending("Query", List.of(least), Kind.PLAIN, () -> {
            var response = (QueryResponse) next.send(query);
            var bytes = whole(query, response).stream().mapToInt(Values::size).sum();
            return new Read<>(response, List.of(Units.read(resource, partition, bytes, mode)));
        });
    }

    SdkResponse transaction(TransactGetItemsRequest request, Intercepted.Next next) {
        var items = request.transactItems().stream().map(item -> wanted(item.get())).toList();
        var ids = items.stream().map(Wanted::id).toList();
        try (var hold = limits.watch(ids)) {
            throwIfDisturbed(ids, hold);
            var least = items.stream().map(Wanted::least).toList();
            var shortages = limits.take(least.stream().map(List::of).toList(), true);
            if (!shortages.none()) {
                throw Refused.canceled(items.stream().map(Wanted::table).toList(), shortages);
            }
            return spending("TransactGetItems", least, Kind.TRANSACTIONAL, () -> {
                var response = (TransactGetItemsResponse) next.send(request);
                throwIfDisturbed(ids, hold);
                return new Read<>(response, IntStream.range(0, items.size())
                        .mapToObj(item -> items.get(item).charge(whole(request, response, items, item))).toList());
            });
        }
    }

    /** Throttled items are returned as unprocessed; if all are throttled, the request fails. */
    SdkResponse batch(BatchGetItemRequest batch, Intercepted.Next next) {
        var wanted = wanted(batch);
        var shortages = limits.take(wanted.stream().map(item -> List.of(item.least())).toList(), false);
        if (!wanted.isEmpty() && shortages.byItem().size() == wanted.size()) {
            throw Refused.throttled(wanted.getFirst().table(), wanted.getFirst().least());
        }
        var sent = new ArrayList<Wanted>();
        var refused = new ArrayList<Wanted>();
        IntStream.range(0, wanted.size()).forEach(
                item -> (shortages.byItem().containsKey(item) ? refused : sent).add(wanted.get(item)));
        return spending("BatchGetItem", sent.stream().map(Wanted::least).toList(), Kind.PLAIN, () -> {
            var response = (BatchGetItemResponse) next
                    .send(batch.toBuilder().requestItems(keys(batch.requestItems(), sent)).build());
            var charges = charges(batch, response, sent);
            return new Read<>(withUnprocessed(batch, response, refused), charges);
        });
    }

    /** A response and its cost. */
    private record Read<R extends SdkResponse>(R response, List<CapacityCharge> charges) {}

    private <R extends SdkResponse> R spending(String operation, List<CapacityCharge> taken, Kind kind,
            Supplier<Read<R>> call) {
        var spent = List.<CapacityCharge> of();
        try {
            var read = call.get();
            spent = read.charges();
            meter.count(operation,
                    taken.stream().map(charge -> charge.resource().table()).collect(Collectors.toSet()), spent, kind);
            return read.response();
        } finally {
            limits.settle(taken, spent);
        }
    }

    private void takeOrThrow(TableSchema table, CapacityCharge least) {
        var shortages = limits.take(List.of(List.of(least)), false);
        if (!shortages.none()) {
            throw Refused.throttled(table, least);
        }
    }

    private static void throwIfDisturbed(List<ItemKey> items, Limits.Hold hold) {
        var conflicts = hold.conflicts();
        if (!conflicts.isEmpty()) {
            throw Refused.canceled(items, conflicts);
        }
    }

    /** All items that the query read, including filtered items, with all attributes. */
    private List<Map<String, AttributeValue>> whole(QueryRequest query, QueryResponse response) {
        var complete = query.filterExpression() == null && query.projectionExpression() == null
                && !query.hasQueryFilter() && !query.hasAttributesToGet() && query.select() != Select.COUNT;
        return complete ? response.items() : client.query(unfiltered(query)).items();
    }

    /** Reads the same items without the filter: a limit counts items before filtering. */
    private static QueryRequest unfiltered(QueryRequest query) {
        var unfiltered = query.toBuilder().filterExpression(null).projectionExpression(null).queryFilter(null)
                .attributesToGet((List<String>) null).select((Select) null);
        if (query.hasExpressionAttributeNames()) {
            unfiltered.expressionAttributeNames(used(query.expressionAttributeNames(), query));
        }
        if (query.hasExpressionAttributeValues()) {
            unfiltered.expressionAttributeValues(used(query.expressionAttributeValues(), query));
        }
        return unfiltered.build();
    }

    /** Removes unused placeholders, which are an error. */
    private static <V> Map<String, V> used(Map<String, V> placeholders, QueryRequest query) {
        var used = new HashMap<>(placeholders);
        var words = Set.of(query.keyConditionExpression().split("[^\\w#:]+"));
        used.keySet().retainAll(words);
        return used;
    }

    private Wanted wanted(Get get) {
        return new Wanted(images.table(get.tableName()), get.key(), ReadMode.TRANSACTION);
    }

    private List<Wanted> wanted(BatchGetItemRequest batch) {
        return batch.requestItems().entrySet().stream().flatMap(entry -> entry.getValue().keys().stream()
                .map(key -> new Wanted(images.table(entry.getKey()), key,
                        MeteredDynamoDb.mode(entry.getValue().consistentRead()))))
                .toList();
    }

    private Map<String, AttributeValue> whole(TransactGetItemsRequest request, TransactGetItemsResponse response,
            List<Wanted> items, int item) {
        return request.transactItems().get(item).get().projectionExpression() == null
                ? response.responses().get(item).item()
                : images.item(items.get(item).table(), items.get(item).key());
    }

    private List<CapacityCharge> charges(BatchGetItemRequest batch, BatchGetItemResponse response, List<Wanted> sent) {
        var unprocessed = new HashSet<ItemKey>();
        response.unprocessedKeys().forEach((name, left) -> left.keys()
                .forEach(key -> unprocessed.add(images.table(name).key(key))));
        var items = new HashMap<ItemKey, Map<String, AttributeValue>>();
        batch.requestItems().forEach((name, keys) -> items.putAll(whole(images.table(name), keys, response)));
        return sent.stream().filter(wanted -> !unprocessed.contains(wanted.id()))
                .map(wanted -> wanted.charge(items.getOrDefault(wanted.id(), Map.of()))).toList();
    }

    private Map<ItemKey, Map<String, AttributeValue>> whole(TableSchema table, KeysAndAttributes keys,
            BatchGetItemResponse response) {
        if (keys.projectionExpression() != null || keys.hasAttributesToGet()) {
            return images.items(table, keys.keys());
        }
        return response.responses().getOrDefault(table.name(), List.of()).stream()
                .collect(Collectors.toMap(table::key, item -> item));
    }

    private static BatchGetItemResponse withUnprocessed(BatchGetItemRequest batch, BatchGetItemResponse response,
            List<Wanted> refused) {
        var unprocessed = new HashMap<>(response.unprocessedKeys());
        keys(batch.requestItems(), refused).forEach((table, keys) -> unprocessed.merge(table, keys, (one, other) -> {
            var both = new ArrayList<>(one.keys());
            both.addAll(other.keys());
            return one.toBuilder().keys(both).build();
        }));
        return response.toBuilder().unprocessedKeys(unprocessed).build();
    }

    private static Map<String, KeysAndAttributes> keys(Map<String, KeysAndAttributes> requested, List<Wanted> wanted) {
        return wanted.stream().collect(Collectors.groupingBy(item -> item.table().name())).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> requested.get(entry.getKey()).toBuilder()
                        .keys(entry.getValue().stream().map(Wanted::key).toList()).build()));
    }
}

package dev.stampede.local.lab.capacity;

import dev.stampede.local.lab.capacity.CapacityUse.Line;
import dev.stampede.local.lab.capacity.CapacityUse.Request;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts the read and write units that calls would consume on AWS, calculated from item sizes by the published rules.
 *
 * <p>
 * Meters GetItem, BatchGetItem, Query, PutItem, UpdateItem, DeleteItem, BatchWriteItem, TransactWriteItems and
 * TransactGetItems. Other calls are not counted. The meter reads items before a write, and after an update, from the
 * underlying client without counting these reads. A concurrent write between such a read and the metered write makes
 * the count inaccurate if it changes the item's size or index entries.
 *
 * <p>
 * Where AWS documents no rule, the meter assumes the following: a transaction canceled by a condition costs as much as
 * its writes to the table, without indexes; a request that is throttled, or that conflicts with a transaction, costs
 * nothing; a transaction repeated with the same client token costs as much as another write, whereas the service counts
 * a read.
 *
 * <p>
 * Tests compare the meter with DynamoDB Local call by call. DynamoDB Local differs from the developer guide as follows.
 * Of a transaction's items with equal costs in one table, it counts only one. Queries without results and items that
 * BatchGetItem does not find cost nothing; according to the guide they cost the minimum of a read. It charges an index
 * for a write of an item that is not in the index before or after the write, if different attributes of the index key
 * are present. A failed condition reports no cost.
 *
 * <p>
 * Thread-safe. A meter can count for multiple clients.
 */
public final class CapacityMeter {

    private final Map<Line, DoubleAdder> units = new ConcurrentHashMap<>();
    private final Map<Request, LongAdder> requests = new ConcurrentHashMap<>();

    /** Wraps a client to count its calls. */
    public DynamoDbClient around(DynamoDbClient client) {
        return MeteredDynamoDb.around(client, this, null);
    }

    /** The units consumed so far. May include parts of running requests. */
    public CapacityUse snapshot() {
        return new CapacityUse(
                units.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum())),
                requests.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum())));
    }

    void count(String operation, Collection<String> tables, List<CapacityCharge> charges, Kind kind) {
        tables.forEach(table -> requests.computeIfAbsent(new Request(operation, table), _ -> new LongAdder())
                .increment());
        charges.forEach(charge -> units
                .computeIfAbsent(new Line(charge.resource(), charge.access(), kind), _ -> new DoubleAdder())
                .add(charge.units()));
    }
}

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
 * Counts the read and write units that calls would cost in the cloud, from the sizes of items by the published rules.
 *
 * <p>
 * Metered are GetItem, BatchGetItem, Query, PutItem, UpdateItem, DeleteItem, BatchWriteItem, TransactWriteItems and
 * TransactGetItems; everything else passes without being counted. What items were before a write, and after an update,
 * is read from the client behind without being counted. A write of the same item from elsewhere between that read and
 * the metered write makes the figure that of the item as it was at the read: wrong only if the item's size or its index
 * entries changed meanwhile.
 *
 * <p>
 * Not known here, and so decided: a transaction cancelled because of a condition costs what its writes to the table
 * would have cost, without indexes; a request that is throttled, or refused because of a transaction under way, costs
 * nothing; a transaction repeated with the same client token is counted as written again, where the service counts a
 * read.
 *
 * <p>
 * DynamoDB Local's own figures, against which this meter is checked call by call, differ from the guide's. Of a
 * transaction's items that cost the same in one table, it counts only one, so that its figures for transactions of
 * several items are mostly those of one item. A query that finds nothing and an item that BatchGetItem does not find
 * cost nothing there, where the guide says that they cost the least that a read can. A write of an item that is in an
 * index neither before nor after it, because it had one attribute of the index's key and now has another, is charged
 * there. A condition that fails reports nothing.
 *
 * <p>
 * Safe for use by many threads. One meter can count for many clients.
 */
public final class CapacityMeter {

    private final Map<Line, DoubleAdder> units = new ConcurrentHashMap<>();
    private final Map<Request, LongAdder> requests = new ConcurrentHashMap<>();

    /** A client that counts here. */
    public DynamoDbClient around(DynamoDbClient client) {
        return AccountedDynamoDb.around(client, this, null);
    }

    /** What was spent up to now. Requests under way may be counted in part. */
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

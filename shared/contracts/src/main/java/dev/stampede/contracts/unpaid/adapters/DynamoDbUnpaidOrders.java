package dev.stampede.contracts.unpaid.adapters;

import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Items of the limits table, one per caller: {@code pk} is {@code unpaid#}, what identifies the caller ({@code customer},
 * {@code email} or {@code address}), {@code #} and its keyed hash; {@code version} differs after
 * each write, even if the item was deleted in between; {@code data} is an {@link Unpaid} in JSON; {@code expiresAt} is when
 * its last entry expires, in seconds.
 */
public final class DynamoDbUnpaidOrders implements UnpaidOrders {

    /** With the pauses, about two seconds on average. */
    private static final int MAX_TRIES = 12;

    private static final String PK = "pk";
    private static final String VERSION = "version";
    private static final String DATA = "data";
    private static final String EXPIRES_AT = "expiresAt";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final KeyedHash hash;
    private final Clock clock;
    private final Backoff backoff;
    private final BatchGet eventual;
    private final BatchGet consistent;

    /** @param hash replaces the callers' ids */
    public DynamoDbUnpaidOrders(
            DynamoDbClient dynamoDb, String table, KeyedHash hash, Clock clock, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.hash = hash;
        this.clock = clock;
        this.backoff = backoff;
        this.eventual = BatchGet.eventual(dynamoDb, table, backoff);
        this.consistent = BatchGet.consistent(dynamoDb, table, backoff);
    }

    /** @param version 0 if there is no item */
    private record Stored(long version, Unpaid unpaid) {}

    @Override
    public Map<CallerKey, Unpaid> find(Collection<CallerKey> callers) {
        return current(read(eventual, callers));
    }

    @Override
    public <T> T update(Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change) {
        return backoff.retry(MAX_TRIES, _ -> attempt(callers, change))
                .orElseThrow(() -> new ContentionException("Too many writers on the unpaid orders of one caller"));
    }

    private <T> Optional<T> attempt(
            Collection<CallerKey> callers, Function<Map<CallerKey, Unpaid>, Change<T>> change) {
        var stored = read(consistent, callers);
        var decided = change.apply(current(stored));
        return decided.after().isEmpty() || write(decided.after(), stored)
                ? Optional.of(decided.outcome())
                : Optional.empty();
    }

    private Map<CallerKey, Unpaid> current(Map<CallerKey, Stored> stored) {
        var now = clock.instant();
        var current = new LinkedHashMap<CallerKey, Unpaid>();
        stored.forEach((caller, known) -> current.put(caller, known.unpaid().at(now)));
        return current;
    }

    private Map<CallerKey, Stored> read(BatchGet get, Collection<CallerKey> callers) {
        var byKey = get.items(callers.stream().map(this::key).toList()).stream()
                .collect(Collectors.toMap(item -> item.get(PK), Function.identity()));
        var stored = new LinkedHashMap<CallerKey, Stored>();
        callers.forEach(caller -> stored.put(caller, stored(byKey.get(key(caller).get(PK)))));
        return stored;
    }

    private static Stored stored(@Nullable Map<String, AttributeValue> item) {
        return item == null
                ? new Stored(0, Unpaid.NOTHING)
                : new Stored(Long.parseLong(item.get(VERSION).n()), Json.read(item.get(DATA).s(), Unpaid.class));
    }

    /** @return false if the write conflicted with another one */
    private boolean write(Map<CallerKey, Unpaid> after, Map<CallerKey, Stored> before) {
        var puts = after.entrySet().stream()
                .map(entry -> put(entry.getKey(), entry.getValue(), before.get(entry.getKey()).version()))
                .toList();
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(puts));
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (Reason.isLostToAnotherWriter(cancelled)) {
                return false;
            }
            throw cancelled;
        }
    }

    private TransactWriteItem put(CallerKey caller, Unpaid unpaid, long version) {
        var item = new HashMap<>(key(caller));
        item.put(VERSION, number(Math.max(version + 1, clock.millis())));
        item.put(DATA, AttributeValue.fromS(Json.write(unpaid)));
        item.put(EXPIRES_AT, number(unpaid.end().orElseGet(clock::instant).getEpochSecond() + 1));
        var put = Put.builder().tableName(table).item(item);
        return TransactWriteItem.builder()
                .put(version == 0
                        ? put.conditionExpression("attribute_not_exists(" + PK + ")").build()
                        : put.conditionExpression(VERSION + " = :version")
                                .expressionAttributeValues(Map.of(":version", number(version)))
                                .build())
                .build();
    }

    private Map<String, AttributeValue> key(CallerKey caller) {
        var kind = caller.kind().name().toLowerCase(Locale.ROOT);
        return Map.of(PK, AttributeValue.fromS("unpaid#" + kind + "#" + hash.of(caller.id())));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

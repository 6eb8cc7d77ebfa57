package dev.stampede.local.database;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.QueryResponseInfo;
import software.amazon.dynamodb.services.local.shared.access.ShardIterator;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.dataaccess.OperationType;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;
import software.amazon.dynamodb.services.local.shared.model.Condition;

/**
 * DynamoDB Local's access to a database in memory: items and stream records are in sorted maps instead of SQLite, which only
 * describes tables, streams and shards. DynamoDB Local itself still reads requests, evaluates expressions and decides
 * about conditions; this class stores, finds and sorts.
 *
 * <p>
 * A write happens as a whole for readers, and a transaction keeps them waiting until its end. Thread-safe.
 */
final class MemoryAccess extends OptimizedAccess {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, NavigableMap<Long, Change>> shards = new HashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final AtomicLong sequence = sequence();
    /** What takes back the writes of the open transaction, the latest first; null if none is open. */
    private @Nullable Deque<Runnable> undo;

    /** A stream record and when it was written, in milliseconds since the epoch. */
    private record Change(long writtenAt, Record record) {}

    /** When a transaction was committed, in milliseconds since the epoch, and its signature. */
    private record Token(long committedAt, byte[] signature) {}

    /** A table's items, sorted for its primary key and for each index. */
    private static final class Table {

        private final TableInfo description;
        private final Sorted items;
        private final Map<String, Sorted> indexes = new HashMap<>();
        private final @Nullable OpenShard shard;

        Table(TableInfo description, @Nullable OpenShard shard, Collection<Item> existing) {
            this.description = description;
            this.shard = shard;
            this.items = Sorted.byPrimaryKey(description);
            Stream.concat(description.getLSINames().stream(), description.getGSINames().stream())
                    .forEach(index -> indexes.put(index, Sorted.byIndex(description, index)));
            existing.forEach(item -> add(item.attributes(), item));
        }

        void add(Map<String, AttributeValue> attributes, Item item) {
            items.add(attributes, item);
            indexes.values().forEach(index -> index.add(attributes, item));
        }

        void remove(Map<String, AttributeValue> attributes) {
            items.remove(attributes);
            indexes.values().forEach(index -> index.remove(attributes));
        }

        Sorted sorted(@Nullable String index) {
            return index == null ? items : Objects.requireNonNull(indexes.get(index), index);
        }

        Map<String, AttributeValue> key(Map<String, AttributeValue> attributes) {
            var key = new HashMap<String, AttributeValue>();
            items.names().forEach(name -> key.put(name, attributes.get(name)));
            return key;
        }
    }

    /** The shard to which a table's changes are written. */
    private record OpenShard(String stream, String id, StreamViewType view) {}

    @Override
    public @Nullable Map<String, AttributeValue> getRecord(String table, Map<String, AttributeValue> key) {
        var item = read(table, described -> described.items.get(key));
        return item == null ? null : item.attributes();
    }

    @Override
    public boolean deleteRecord(String table, Map<String, AttributeValue> key, boolean isExpired) {
        return write(table, described -> {
            var item = described.items.get(key);
            if (item == null) {
                return false;
            }
            var attributes = item.attributes();
            described.remove(attributes);
            whenTakenBack(() -> described.add(attributes, item));
            append(described, attributes, null, isExpired ? OperationType.EXPIRE : OperationType.REMOVE);
            return true;
        });
    }

    @Override
    public void putRecord(String table, Map<String, AttributeValue> attributes, AttributeValue hashKey,
            AttributeValue rangeKey, boolean isUpdate) {
        var item = Item.of(attributes);
        write(table, described -> {
            var old = described.items.get(attributes);
            var before = old == null ? null : old.attributes();
            if (before != null) {
                described.remove(before);
            }
            described.add(attributes, item);
            whenTakenBack(() -> {
                described.remove(item.attributes());
                if (before != null) {
                    described.add(before, Objects.requireNonNull(old));
                }
            });
            if (!attributes.equals(before)) {
                append(described, before, attributes, before == null ? OperationType.INSERT : OperationType.MODIFY);
            }
            return item;
        });
    }

    private void whenTakenBack(Runnable restore) {
        if (undo != null) {
            undo.push(restore);
        }
    }

    private void append(Table table, @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after, OperationType operation) {
        var shard = table.shard;
        if (shard == null) {
            return;
        }
        var now = System.currentTimeMillis();
        var number = sequence.getAndIncrement();
        var key = table.key(after == null ? Objects.requireNonNull(before) : after);
        var changes = shards.computeIfAbsent(shard.id(), id -> new TreeMap<>());
        while (!changes.isEmpty() && changes.firstEntry().getValue().writtenAt() <= expired(now)) {
            changes.pollFirstEntry();
        }
        changes.put(number,
                new Change(now, StreamRecords.of(key, before, after, shard.view(), operation, number, now)));
        whenTakenBack(() -> changes.remove(number));
    }

    /** Stream records that were written then or before have expired. */
    private static long expired(long now) {
        return now - LocalDBClient.RECORD_SURVIVAL_DURATION;
    }

    @Override
    public QueryResponseInfo queryRecords(String table, @Nullable String index,
            @Nullable Map<String, Condition> conditions, @Nullable Map<String, AttributeValue> exclusiveStartKey,
            @Nullable Long limit, boolean ascending, byte @Nullable [] firstHash, byte @Nullable [] lastHash,
            boolean isScan, boolean isGlobalIndex) {
        var after = exclusiveStartKey == null || exclusiveStartKey.isEmpty() ? null : exclusiveStartKey;
        var most = limit == null || limit < 0 ? Long.MAX_VALUE : limit;
        var found = read(table, described -> {
            var sorted = described.sorted(index);
            return firstHash == null || lastHash == null
                    ? sorted.query(conditions == null ? Map.of() : conditions, after, most, ascending)
                    : sorted.segment(firstHash, lastHash, described.items.names().getFirst(), after, most);
        });
        var last = !found.isEmpty() && found.size() == most ? found.getLast().attributes() : null;
        return new QueryResponseInfo(attributes(found), last);
    }

    /** Decodes an item when it is asked for: DynamoDB Local reads no further than a page. */
    private static List<Map<String, AttributeValue>> attributes(List<Item> items) {
        return new AbstractList<>() {
            @Override
            public Map<String, AttributeValue> get(int index) {
                return items.get(index).attributes();
            }

            @Override
            public int size() {
                return items.size();
            }
        };
    }

    @Override
    public long getTableItemCount(String table) {
        return read(table, described -> (long) described.items.all().size());
    }

    @Override
    public long getLSIItemCount(String table, String index) {
        return read(table, described -> (long) described.sorted(index).all().size());
    }

    @Override
    public long getGSIItemCount(String table, String index) {
        return getLSIItemCount(table, index);
    }

    @Override
    public long getTableByteSize(String table) {
        return read(table, described -> bytes(described.items));
    }

    @Override
    public long getLSIByteSize(String table, String index) {
        return read(table, described -> bytes(described.sorted(index)));
    }

    @Override
    public long getGSIByteSize(String table, String index) {
        return getLSIByteSize(table, index);
    }

    private static long bytes(Sorted items) {
        return items.all().stream().mapToLong(Item::bytes).sum();
    }

    @Override
    public List<Record> getStreamRecords(@Nullable Integer limit, ShardIterator iterator) {
        var most = limit == null ? Integer.MAX_VALUE : limit;
        return locked(lock.readLock(), () -> {
            var records = new ArrayList<Record>();
            for (var change : readable(iterator.shardId).tailMap(iterator.shardSequenceNumber, true).values()) {
                if (records.size() == most) {
                    break;
                }
                records.add(change.record());
            }
            return records;
        });
    }

    @Override
    public @Nullable Long getEarliestNonExpiredSequenceNumberForShard(String shard) {
        return locked(lock.readLock(), () -> {
            var readable = readable(shard);
            return readable.isEmpty() ? null : readable.firstKey();
        });
    }

    /** Those that have not expired, which are after all that have. */
    private NavigableMap<Long, Change> readable(String shard) {
        var changes = changes(shard);
        var expired = expired(System.currentTimeMillis());
        for (var entry : changes.entrySet()) {
            if (entry.getValue().writtenAt() > expired) {
                return changes.tailMap(entry.getKey(), true);
            }
        }
        return Collections.emptyNavigableMap();
    }

    @Override
    public @Nullable Long getLatestSequenceNumberForShard(String shard) {
        return locked(lock.readLock(), () -> changes(shard).isEmpty() ? null : changes(shard).lastKey());
    }

    private NavigableMap<Long, Change> changes(String shard) {
        return shards.getOrDefault(shard, Collections.emptyNavigableMap());
    }

    /** Spares SQLite the answer for shards that are written to. */
    @Override
    public boolean shardIsNotExpired(String shard) {
        return isOpen(shard) || super.shardIsNotExpired(shard);
    }

    @Override
    public long getDeletionDateTimeForShard(String shard) {
        return isOpen(shard) ? 0 : super.getDeletionDateTimeForShard(shard);
    }

    private boolean isOpen(String shard) {
        return locked(lock.readLock(), () -> tables.values().stream()
                .anyMatch(table -> table.shard != null && table.shard.id().equals(shard)));
    }

    @Override
    public byte @Nullable [] beginTransaction(String token) {
        lock.writeLock().lock();
        undo = new ArrayDeque<>();
        var oldest = System.currentTimeMillis() - LocalDBClient.TRANSACTION_CLIENT_TOKEN_SURVIVAL_DURATION;
        var all = tokens.values().iterator();
        while (all.hasNext() && all.next().committedAt() < oldest) {
            all.remove();
        }
        var known = tokens.get(token);
        return known == null ? null : known.signature();
    }

    @Override
    public void commitTransaction(String token, byte[] signature) {
        tokens.put(token, new Token(System.currentTimeMillis(), signature));
        endTransaction();
    }

    @Override
    public void rollbackTransaction() {
        Objects.requireNonNull(undo, "No transaction is open").forEach(Runnable::run);
        endTransaction();
    }

    private void endTransaction() {
        undo = null;
        lock.writeLock().unlock();
    }

    @Override
    public void deleteTable(String table) {
        seal(table, () -> super.deleteTable(table));
        locked(lock.writeLock(), () -> tables.remove(table));
    }

    @Override
    public void updateTable(String name, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
            BillingMode billing, long billingChangedAt, List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndexDescription> globalIndexes, Boolean isProtected, StreamSpecification stream) {
        Runnable update = () -> super.updateTable(name, provisioned, onDemand, billing, billingChangedAt, attributes,
                globalIndexes, isProtected, stream);
        if (stream == null) {
            update.run();
        } else {
            seal(name, update);
        }
    }

    @Override
    public void findAndRolloverActiveShards(String table, long age) {
        seal(table, () -> super.findAndRolloverActiveShards(table, age));
    }

    /** Not needed: it makes everything look older. */
    @Override
    public void dilateEventTimes(long millis) {
        throw new UnsupportedOperationException("A database in memory cannot change the age of its records");
    }

    /**
     * Changes whether or where a table's changes are recorded. SQLite reads the last number of a shard that ends from its
     * own table of records, which has that record alone.
     */
    private void seal(String name, Runnable change) {
        locked(lock.writeLock(), () -> {
            var table = tables.get(name);
            if (table != null && table.shard != null && !changes(table.shard.id()).isEmpty()) {
                insert(table.shard, changes(table.shard.id()).lastKey());
            }
            changed(change);
            return null;
        });
    }

    private void insert(OpenShard shard, long number) {
        queue.execute(new SQLiteJob<Void>() {
            @Override
            protected @Nullable Void job(SQLiteConnection database) throws SQLiteException {
                var insert = database.prepare("INSERT INTO us (StreamID, ShardID, SequenceNumber, CreationDateTime,"
                        + " StreamRecord, OperationType) VALUES (?, ?, ?, ?, x'', 'INSERT')");
                try {
                    insert.bind(1, shard.stream()).bind(2, shard.id()).bind(3, number)
                            .bind(4, System.currentTimeMillis()).step();
                } finally {
                    insert.dispose();
                }
                return null;
            }

            @Override
            protected void jobError(Throwable error) {
                throw new IllegalStateException("Cannot write the last record of a shard", error);
            }
        }).complete();
    }

    private <T> T read(String name, Function<Table, T> reading) {
        return with(lock.readLock(), name, reading);
    }

    private <T> T write(String name, Function<Table, T> writing) {
        return with(lock.writeLock(), name, writing);
    }

    /** Calls a function with the table as it is described now. */
    private <T> T with(Lock kind, String name, Function<Table, T> function) {
        while (true) {
            var description = getTableInfo(name);
            if (description == null) {
                throw new IllegalStateException("There is no table " + name);
            }
            kind.lock();
            try {
                var table = tables.get(name);
                if (table != null && table.description == description) {
                    return function.apply(table);
                }
            } finally {
                kind.unlock();
            }
            describe(name, description);
        }
    }

    private void describe(String name, TableInfo description) {
        locked(lock.writeLock(), () -> {
            var before = tables.get(name);
            return tables.put(name, new Table(description, openShard(description),
                    before == null ? List.of() : before.items.all()));
        });
    }

    private @Nullable OpenShard openShard(TableInfo table) {
        if (!table.getStreamSpecification().streamEnabled()) {
            return null;
        }
        var stream = getStreamInfo(table.getTableName(), table.getLatestStreamId(), null, null, null).getFirst();
        return stream.shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .findFirst()
                .map(shard -> new OpenShard(stream.streamArn(), shard.shardId(), stream.streamViewType()))
                .orElse(null);
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private AtomicLong sequence() {
        try {
            var field = SQLiteDBAccess.class.getDeclaredField("sequenceNumberCounter");
            field.setAccessible(true);
            return (AtomicLong) field.get(this);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of DynamoDB Local numbers its records differently",
                    otherVersion);
        }
    }
}

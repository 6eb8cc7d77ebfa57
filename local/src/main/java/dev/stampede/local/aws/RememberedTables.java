package dev.stampede.local.aws;

import java.io.File;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

/**
 * DynamoDB Local's storage, which remembers how tables are made: otherwise each item of a request has the database's one
 * thread read and parse that anew. Safe for use by many threads: what was read before a change is not used after it. It
 * takes no locks: the storage holds its own over several calls.
 */
final class RememberedTables extends SQLiteDBAccess {

    private final ConcurrentMap<String, Remembered> tables = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** @param changes how many there had been before the description was read */
    private record Remembered(TableInfo info, long changes) {}

    private RememberedTables() {}

    private RememberedTables(File file) {
        super(file);
    }

    /** @param file where data are kept; null keeps them in memory */
    static RememberedTables in(@Nullable File file) {
        return file == null ? new RememberedTables() : new RememberedTables(file);
    }

    @Override
    public @Nullable TableInfo getTableInfo(String table) {
        var known = tables.get(table);
        var now = changes.get();
        if (known != null && known.changes() == now) {
            return known.info();
        }
        var info = super.getTableInfo(table);
        if (info != null) {
            tables.put(table, new Remembered(info, now));
        }
        return info;
    }

    @Override
    public void createTable(String table, AttributeDefinition hashKey, AttributeDefinition rangeKey,
            List<AttributeDefinition> attributes, List<LocalSecondaryIndex> localIndexes,
            List<GlobalSecondaryIndex> globalIndexes, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
            BillingMode billing, Boolean deletionProtection, StreamSpecification stream) {
        super.createTable(table, hashKey, rangeKey, attributes, localIndexes, globalIndexes, provisioned, onDemand,
                billing, deletionProtection, stream);
        changes.incrementAndGet();
    }

    @Override
    public void updateTable(String table, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
            BillingMode billing, long at, List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndexDescription> globalIndexes, Boolean deletionProtection,
            StreamSpecification stream) {
        super.updateTable(table, provisioned, onDemand, billing, at, attributes, globalIndexes, deletionProtection,
                stream);
        changes.incrementAndGet();
    }

    @Override
    public void updateTable(String table, String timeToLive) {
        super.updateTable(table, timeToLive);
        changes.incrementAndGet();
    }

    @Override
    public void deleteTable(String table) {
        super.deleteTable(table);
        changes.incrementAndGet();
    }

    @Override
    public void createGSIColumns(String table, String index) {
        super.createGSIColumns(table, index);
        changes.incrementAndGet();
    }

    @Override
    public void backfillGSI(String table, String index) {
        super.backfillGSI(table, index);
        changes.incrementAndGet();
    }

    @Override
    public void deleteGSI(String table, String index) {
        super.deleteGSI(table, index);
        changes.incrementAndGet();
    }

    @Override
    public void dilateEventTimes(long milliseconds) {
        super.dilateEventTimes(milliseconds);
        changes.incrementAndGet();
    }
}

package dev.stampede.local.database;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * DynamoDB Local's way to its SQLite file, without work that it would do for each request anew.
 *
 * <p>
 * Every request asks first for a description of its table, which takes several statements on the one thread that there is:
 * it is kept until a table is changed. (DynamoDB Local changes a description before it finds that an update of an index is
 * not valid: until the next change, the description then shows what was refused.)
 *
 * <p>
 * Every operation on a table with a stream looks for the oldest record of that stream, and every read of a stream for its
 * next ones; without an index, both go through the records of all streams. Entries of an index are in the order of the
 * records' numbers by themselves; this SQLite makes no use of the number if the index names it.
 *
 * <p>
 * Safe for use by many threads.
 */
final class FasterAccess extends SQLiteDBAccess {

    private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();

    private FasterAccess() {
        index();
    }

    private FasterAccess(File file) {
        super(file);
        index();
    }

    /** @param file null for a database in memory */
    static SQLiteDBAccess to(@Nullable File file) {
        return file == null ? new FasterAccess() : new FasterAccess(file);
    }

    private void index() {
        queue.execute(new SQLiteJob<Void>() {
            @Override
            protected @Nullable Void job(SQLiteConnection database) throws SQLiteException {
                database.exec("CREATE INDEX IF NOT EXISTS usByStream ON us (StreamID)");
                database.exec("CREATE INDEX IF NOT EXISTS usByShard ON us (ShardID)");
                return null;
            }

            @Override
            protected void jobError(Throwable error) {
                throw new IllegalStateException("The stream records of DynamoDB Local cannot be indexed", error);
            }
        }).complete();
    }

    @Override
    public @Nullable TableInfo getTableInfo(String name) {
        var known = tables.get(name);
        return known != null ? known : read(name);
    }

    /** Not while descriptions are forgotten: what was read before a change must not be kept after it. */
    private @Nullable TableInfo read(String name) {
        synchronized (tables) {
            var table = super.getTableInfo(name);
            if (table != null) {
                tables.put(name, table);
            }
            return table;
        }
    }

    private void changed(Runnable change) {
        try {
            change.run();
        } finally {
            synchronized (tables) {
                tables.clear();
            }
        }
    }

    @Override
    public void createTable(String name, AttributeDefinition hashKey, AttributeDefinition rangeKey,
            List<AttributeDefinition> attributes, List<LocalSecondaryIndex> localIndexes,
            List<GlobalSecondaryIndex> globalIndexes, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
            BillingMode billing, Boolean isProtected, StreamSpecification stream) {
        changed(() -> super.createTable(name, hashKey, rangeKey, attributes, localIndexes, globalIndexes, provisioned,
                onDemand, billing, isProtected, stream));
    }

    @Override
    public void updateTable(String name, ProvisionedThroughput provisioned, OnDemandThroughput onDemand,
            BillingMode billing, long billingChangedAt, List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndexDescription> globalIndexes, Boolean isProtected, StreamSpecification stream) {
        changed(() -> super.updateTable(name, provisioned, onDemand, billing, billingChangedAt, attributes,
                globalIndexes, isProtected, stream));
    }

    /** Jobs of a closed database go on for a while, and see by the missing description that it is closed. */
    @Override
    public void close() {
        changed(super::close);
    }

    /** Changes what expires. */
    @Override
    public void updateTable(String name, String timeToLiveAttribute) {
        changed(() -> super.updateTable(name, timeToLiveAttribute));
    }

    @Override
    public void deleteTable(String name) {
        changed(() -> super.deleteTable(name));
    }

    @Override
    public void createGSIColumns(String name, String index) {
        changed(() -> super.createGSIColumns(name, index));
    }

    @Override
    public void backfillGSI(String name, String index) {
        changed(() -> super.backfillGSI(name, index));
    }

    @Override
    public void deleteGSI(String name, String index) {
        changed(() -> super.deleteGSI(name, index));
    }
}

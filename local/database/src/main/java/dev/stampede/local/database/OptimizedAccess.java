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
 * DynamoDB Local's access to its SQLite file, without repeated work per request.
 *
 * <p>
 * Every request first reads a description of its table, which takes several statements on the only database thread. The
 * description is cached until a table changes. (DynamoDB Local changes a description before it detects that an index
 * update is invalid: until the next change, the cached description shows the rejected update.)
 *
 * <p>
 * Every operation on a table with a stream looks up the oldest record of that stream, and every read of a stream its next
 * records. Without an index, both scan the records of all streams. Entries of an index are ordered by the record number
 * implicitly; this SQLite does not use the number for a range if the index includes it.
 *
 * <p>
 * Thread-safe.
 */
class OptimizedAccess extends SQLiteDBAccess {

    private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();

    OptimizedAccess() {
        index();
    }

    OptimizedAccess(File file) {
        super(file);
        index();
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
                throw new IllegalStateException("Cannot create indexes on the stream records of DynamoDB Local", error);
            }
        }).complete();
    }

    @Override
    public @Nullable TableInfo getTableInfo(String name) {
        var known = tables.get(name);
        return known != null ? known : read(name);
    }

    /** Synchronized with changes: a description that was read before a change must not be cached after it. */
    private @Nullable TableInfo read(String name) {
        synchronized (tables) {
            var table = super.getTableInfo(name);
            if (table != null) {
                tables.put(name, table);
            }
            return table;
        }
    }

    /** Makes a change of what describes tables. */
    final void changed(Runnable change) {
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

    /** Background jobs outlive the database briefly, and detect by the missing description that it is closed. */
    @Override
    public void close() {
        changed(super::close);
    }

    /** Changes the time-to-live attribute. */
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

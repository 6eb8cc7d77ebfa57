package dev.stampede.local.database;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local as {@link DynamoDBEmbedded} puts it together, with what makes it several times faster: indexes of its
 * stream records and {@link RememberedSchemas}. The one part that it keeps to itself, which gives exceptions the SDK's
 * types, is reached by reflection. Safe for use by many threads.
 */
public final class LocalDatabase implements AutoCloseable {

    /** As many as {@link DynamoDBEmbedded} takes. */
    private static final int JOB_THREADS = 10;

    private final AmazonDynamoDBLocal database;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    private LocalDatabase(InvocationHandler calls) {
        this.database = calling(AmazonDynamoDBLocal.class, calls);
        this.client = calling(DynamoDbClient.class, calls);
        this.streams = calling(DynamoDbStreamsClient.class, calls);
    }

    /** @param file where data are kept; null keeps them in memory */
    public static LocalDatabase open(@Nullable File file) {
        RememberedSchemas.install();
        // Finds the native library.
        new DynamoDBEmbedded();
        var jobs = new JobsRegister(Executors.newFixedThreadPool(JOB_THREADS), false);
        return new LocalDatabase(calls(new LocalDBClient(IndexedStreams.in(file), jobs)));
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbStreamsClient streams() {
        return streams;
    }

    @Override
    public void close() {
        database.shutdown();
    }

    private static InvocationHandler calls(LocalDBClient database) {
        try {
            var constructor = DDBExceptionMappingInvocationHandler.class.getDeclaredConstructor(LocalDBClient.class);
            constructor.setAccessible(true);
            return constructor.newInstance(database);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of DynamoDB Local is put together in another way",
                    otherVersion);
        }
    }

    private static <T> T calling(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    /**
     * Every operation on a table with a stream looks for the oldest record of that stream, and every read of a stream for
     * its next ones; without an index, both go through the records of all streams. Entries of an index are in the order of
     * the records' numbers by themselves; this SQLite makes no use of the number if the index names it.
     */
    private static final class IndexedStreams extends SQLiteDBAccess {

        private IndexedStreams() {
            index();
        }

        private IndexedStreams(File file) {
            super(file);
            index();
        }

        static SQLiteDBAccess in(@Nullable File file) {
            return file == null ? new IndexedStreams() : new IndexedStreams(file);
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
    }
}

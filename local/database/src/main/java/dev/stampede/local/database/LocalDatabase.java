package dev.stampede.local.database;

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
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local, assembled as in {@link DynamoDBEmbedded} but many times faster: with {@link MemoryAccess} for a database
 * in memory, and with {@link OptimizedAccess} and {@link SchemaCache} for one in a file. Uses reflection for its private
 * part that maps exceptions to the SDK's types. Thread-safe.
 */
public final class LocalDatabase implements AutoCloseable {

    /** The number that {@link DynamoDBEmbedded} uses. */
    private static final int JOB_THREADS = 10;

    private final AmazonDynamoDBLocal database;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    private LocalDatabase(InvocationHandler calls) {
        this.database = calling(AmazonDynamoDBLocal.class, calls);
        this.client = calling(DynamoDbClient.class, calls);
        this.streams = calling(DynamoDbStreamsClient.class, calls);
    }

    /** @param file the database file; null stores data in memory */
    public static LocalDatabase open(@Nullable File file) {
        SchemaCache.install();
        // Loads the native library.
        new DynamoDBEmbedded();
        var jobs = new JobsRegister(Executors.newFixedThreadPool(JOB_THREADS), false);
        return new LocalDatabase(
                calls(new LocalClient(file == null ? new MemoryAccess() : new OptimizedAccess(file), jobs)));
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
            throw new IllegalStateException("This version of DynamoDB Local has a different structure",
                    otherVersion);
        }
    }

    private static <T> T calling(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}

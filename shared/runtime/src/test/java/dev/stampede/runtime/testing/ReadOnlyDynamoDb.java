package dev.stampede.runtime.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client that passes reads on, and fails the test on any other call. Thread-safe. */
public final class ReadOnlyDynamoDb {

    private static final Set<String> READS = Set.of("getItem", "batchGetItem", "query", "queryPaginator",
            "transactGetItems");

    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final DynamoDbClient client;

    public ReadOnlyDynamoDb(DynamoDbClient target) {
        this.client = (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("serviceName")) {
                        return DynamoDbClient.SERVICE_NAME;
                    }
                    if (!READS.contains(method.getName())) {
                        throw new AssertionError("Not a read: " + method);
                    }
                    reads.add(method.getName());
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    public DynamoDbClient client() {
        return client;
    }

    /** The names of the operations so far. */
    public List<String> reads() {
        return List.copyOf(reads);
    }
}

package dev.stampede.local.store.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Notifies stream readers of writes, so that they do not poll idle streams.
 *
 * <p>
 * Thread-safe.
 */
public final class TableChanges {

    private static final Pattern WRITES = Pattern
            .compile("put.*|update.*|delete.*|create.*|batchWrite.*|transactWrite.*|.*execute.*|.*Execute.*");

    private long count;

    /** The number of writes so far. */
    public synchronized long count() {
        return count;
    }

    /** Waits until there are more than {@code seen} writes, for at most {@code atMost}. */
    public synchronized void await(long seen, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        for (var left = atMost; count == seen && left.toMillis() > 0; left = Duration.ofNanos(
                deadline - System.nanoTime())) {
            wait(left.toMillis());
        }
    }

    /** Wraps a client to count its completed writes. */
    DynamoDbClient watching(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(TableChanges.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class}, (proxy, method, arguments) -> call(client, method, arguments));
    }

    private Object call(DynamoDbClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        } finally {
            if (WRITES.matcher(method.getName()).matches()) {
                changed();
            }
        }
    }

    private synchronized void changed() {
        count++;
        notifyAll();
    }
}

package dev.stampede.inventory.adapters;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB client whose calls are intercepted. */
public final class Intercepted {

    private Intercepted() {}

    /** Receives each call with the name of its operation, and decides whether to make it. */
    @FunctionalInterface
    public interface Interceptor {
        Object call(String operation, Object[] arguments, Callable<Object> real) throws Exception;
    }

    public static DynamoDbClient client(DynamoDbClient real, Interceptor interceptor) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                Intercepted.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> interceptor.call(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw (Exception) e.getCause();
                    }
                }));
    }
}

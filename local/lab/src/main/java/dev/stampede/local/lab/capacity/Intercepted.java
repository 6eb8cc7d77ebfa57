package dev.stampede.local.lab.capacity;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Wraps an SDK client to pass each request through an interceptor.
 *
 * <p>
 * Uses a dynamic proxy because a service interface has dozens of operations of the same form, each with a consumer
 * variant and some with a paginator, which call the operation itself.
 */
public final class Intercepted {

    /** Sends a request, possibly modified. */
    @FunctionalInterface
    public interface Next {
        SdkResponse send(SdkRequest request);
    }

    /** Intercepts a client's requests. Must be thread-safe. */
    @FunctionalInterface
    public interface Interceptor {
        /**
         * Returns the response to a request.
         *
         * @param next the wrapped client; may be called any number of times
         */
        SdkResponse answer(SdkRequest request, Next next);
    }

    private Intercepted() {}

    /**
     * @param type the client's interface
     * @return a client of that interface; thread-safe if the given client is
     */
    public static <C> C client(Class<C> type, C client, Interceptor interceptor) {
        InvocationHandler handler = (proxy, method, arguments) -> invoke(proxy, method, arguments, client, interceptor);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments, Object client,
            Interceptor interceptor) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof SdkRequest request
                && answersDirectly(method)) {
            return interceptor.answer(request, sent -> (SdkResponse) call(client, method, sent));
        }
        // These methods call other operations of the proxy.
        return isConvenience(method, arguments) ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : call(client, method, arguments);
    }

    private static boolean answersDirectly(Method method) {
        return SdkResponse.class.isAssignableFrom(method.getReturnType());
    }

    private static boolean isConvenience(Method method, Object @Nullable [] arguments) {
        return method.isDefault() && (method.getName().endsWith("Paginator") || answersDirectly(method))
                && (arguments == null || arguments.length == 1);
    }

    private static Object call(Object client, Method method, @Nullable Object @Nullable... arguments) {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException failed) {
            throw unchecked(failed.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(method + " is not accessible", impossible);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}

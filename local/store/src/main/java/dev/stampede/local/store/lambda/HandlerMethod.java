package dev.stampede.local.store.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.stampede.runtime.FunctionEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handler class. Creates instances, and converts events and results from and to JSON with the serializers of the AWS
 * Lambda runtime.
 */
public final class HandlerMethod {

    /** A handler instance. Serves one invocation at a time. */
    public interface Instance {

        byte[] handle(byte[] event, Context context) throws IOException;
    }

    private final Constructor<?> constructor;
    private final @Nullable PojoSerializer<Object> input;
    private final @Nullable PojoSerializer<Object> output;

    private HandlerMethod(Class<?> handler) throws NoSuchMethodException {
        constructor = handler.getConstructor(FunctionEnvironment.class);
        var types = RequestHandler.class.isAssignableFrom(handler) ? typeArguments(handler) : null;
        input = types == null ? null : serializer(types[0]);
        output = types == null ? null : serializer(types[1]);
    }

    /** @throws IllegalStateException if the class is missing, is not a handler, or lacks the required constructor */
    public static HandlerMethod of(String className) {
        try {
            var handler = Class.forName(className);
            if (!RequestHandler.class.isAssignableFrom(handler)
                    && !RequestStreamHandler.class.isAssignableFrom(handler)) {
                throw new IllegalStateException(className + " is not a request handler");
            }
            return new HandlerMethod(handler);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException("Class not found: " + className, missing);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(
                    className + " has no public constructor with a FunctionEnvironment parameter",
                    missing);
        }
    }

    /** @throws InvocationTargetException if the constructor throws */
    public Instance newInstance(FunctionEnvironment environment) throws InvocationTargetException {
        try {
            return switch (constructor.newInstance(environment)) {
                case RequestHandler<?, ?> handler -> typed(handler);
                case RequestStreamHandler handler -> (event, context) -> {
                    var result = new ByteArrayOutputStream();
                    handler.handleRequest(new ByteArrayInputStream(event), result, context);
                    return result.toByteArray();
                };
                case Object other -> throw new IllegalStateException(other.getClass() + " is not a request handler");
            };
        } catch (InstantiationException | IllegalAccessException unusable) {
            throw new IllegalStateException(constructor.getDeclaringClass() + " cannot be instantiated", unusable);
        }
    }

    @SuppressWarnings("unchecked")
    private Instance typed(RequestHandler<?, ?> handler) {
        var untyped = (RequestHandler<Object, Object>) handler;
        return (event, context) -> {
            var result = untyped.handleRequest(read(event), context);
            var json = new ByteArrayOutputStream();
            if (output != null) {
                output.toJson(result, json);
            }
            return json.toByteArray();
        };
    }

    private @Nullable Object read(byte[] event) {
        return input == null ? null : input.fromJson(new ByteArrayInputStream(event));
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> event && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
            return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(event, event.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }

    /** The type arguments for {@code I} and {@code O} of {@link RequestHandler} in {@code handler}. */
    private static Type[] typeArguments(Class<?> handler) {
        var found = typeArguments(handler, Map.of());
        return found == null ? new Type[] {Object.class, Object.class} : found;
    }

    private static Type @Nullable [] typeArguments(Type type, Map<TypeVariable<?>, Type> bindings) {
        var raw = (Class<?>) (type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type);
        var own = new HashMap<TypeVariable<?>, Type>();
        if (type instanceof ParameterizedType parameterized) {
            for (var i = 0; i < raw.getTypeParameters().length; i++) {
                var argument = parameterized.getActualTypeArguments()[i];
                own.put(raw.getTypeParameters()[i], bindings.getOrDefault(argument, argument));
            }
        }
        if (raw == RequestHandler.class) {
            var parameters = raw.getTypeParameters();
            return new Type[] {own.getOrDefault(parameters[0], Object.class),
                    own.getOrDefault(parameters[1], Object.class)};
        }
        for (var parent : raw.getGenericInterfaces()) {
            var found = typeArguments(parent, own);
            if (found != null) {
                return found;
            }
        }
        return raw.getGenericSuperclass() == null ? null : typeArguments(raw.getGenericSuperclass(), own);
    }
}

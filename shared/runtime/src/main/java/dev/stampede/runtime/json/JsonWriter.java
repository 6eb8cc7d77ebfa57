package dev.stampede.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes records, maps, lists and plain values as the mapper does, without its classes: a cold start writes one response.
 * Leaves everything else to the mapper. For one thread.
 */
final class JsonWriter {

    /** Writes what this does not know. */
    @FunctionalInterface
    interface Fallback {

        /** The value as JSON. */
        String write(Object value) throws IOException;
    }

    private record Component(String name, Method accessor) {}

    /** The components of a record; empty if the mapper would write something else. */
    private static final ClassValue<Optional<List<Component>>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Optional<List<Component>> computeValue(Class<?> type) {
            return components(type);
        }
    };
    /** Methods that the mapper takes for properties. */
    private static final Pattern GETTER = Pattern.compile("(get|is)[A-Z_$].*");

    private final JsonGenerator json;
    private final Fallback fallback;

    JsonWriter(JsonGenerator json, Fallback fallback) {
        this.json = json;
        this.fallback = fallback;
    }

    void write(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case StringValue text -> json.writeString(text.value());
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean bool -> json.writeBoolean(bool);
            case Enum<?> constant -> json.writeString(constant.name());
            case Instant instant -> json.writeString(instant.toString());
            case Map<?, ?> map when hasTextKeys(map) -> writeMap(map);
            case List<?> list -> writeList(list);
            case Record fields -> writeRecord(fields);
            case JsonNode tree -> writeTree(tree);
            default -> json.writeRawValue(fallback.write(value));
        }
    }

    private static boolean hasTextKeys(Map<?, ?> map) {
        return map.keySet().stream().allMatch(String.class::isInstance);
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (var entry : map.entrySet()) {
            writeField((String) entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void writeList(List<?> list) throws IOException {
        json.writeStartArray();
        for (var element : list) {
            write(element);
        }
        json.writeEndArray();
    }

    private void writeTree(JsonNode tree) throws IOException {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (var member : tree.properties()) {
                    json.writeFieldName(member.getKey());
                    writeTree(member.getValue());
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (var element : tree) {
                    writeTree(element);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(tree.textValue());
            case BOOLEAN -> json.writeBoolean(tree.booleanValue());
            case NULL -> json.writeNull();
            case NUMBER -> writeNumber(tree);
            default -> json.writeRawValue(fallback.write(tree));
        }
    }

    private void writeNumber(JsonNode number) throws IOException {
        switch (number.numberType()) {
            case INT -> json.writeNumber(number.intValue());
            case LONG -> json.writeNumber(number.longValue());
            default -> json.writeRawValue(fallback.write(number));
        }
    }

    private void writeRecord(Record fields) throws IOException {
        var components = COMPONENTS.get(fields.getClass());
        if (components.isEmpty()) {
            json.writeRawValue(fallback.write(fields));
            return;
        }
        json.writeStartObject();
        for (var component : components.get()) {
            writeField(component.name(), read(component, fields));
        }
        json.writeEndObject();
    }

    private void writeField(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            write(value);
        }
    }

    private static @Nullable Object read(Component component, Record fields) {
        try {
            return component.accessor().invoke(fields);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<List<Component>> components(Class<?> type) {
        var components = type.getRecordComponents();
        var isAnnotated = isAnnotated(type.getAnnotations()) || Arrays.stream(components)
                .anyMatch(component -> isAnnotated(component.getAnnotations())
                        || isAnnotated(component.getAccessor().getAnnotations()));
        var hasGetters = Arrays.stream(type.getMethods()).anyMatch(method -> method.getParameterCount() == 0
                && method.getDeclaringClass() != Object.class
                && (isAnnotated(method.getAnnotations()) || GETTER.matcher(method.getName()).matches()
                        && Arrays.stream(components).noneMatch(each -> each.getAccessor().equals(method))));
        return isAnnotated || hasGetters ? Optional.empty()
                : Optional.of(Arrays.stream(components).map(JsonWriter::component).toList());
    }

    private static Component component(RecordComponent component) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Component(component.getName(), accessor);
    }

    private static boolean isAnnotated(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(each -> each.annotationType().getName().startsWith("com.fasterxml.jackson."));
    }
}

package dev.stampede.runtime.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON configuration: null fields are omitted, timestamps are RFC 3339, unknown fields are ignored, duplicate
 * keys and deep nesting are refused. Thread-safe.
 */
public final class Json {

    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Json() {}

    /** Created on first use: it takes about as long as everything else of a cold start's JSON. */
    private static final class Databind {

        private static final JsonMapper MAPPER = mapper();
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder(FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
                .addModule(texts())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Single-valued types and points in time are strings. */
    private static SimpleModule texts() {
        var module = new SimpleModule("texts");
        module.addSerializer(StringValue.class, new StringValueSerializer());
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.setDeserializers(new StringValueDeserializers());
        module.addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse));
        return module;
    }

    private static final class StringValueSerializer extends ToStringSerializerBase {
        private static final long serialVersionUID = 1L;

        StringValueSerializer() {
            super(StringValue.class);
        }

        @Override
        public String valueToString(Object value) {
            return ((StringValue) value).value();
        }
    }

    private static final class StringValueDeserializers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            return StringValue.class.isAssignableFrom(type.getRawClass())
                    ? ofConstructor(type.getRawClass())
                    : super.findBeanDeserializer(type, config, description);
        }

        private static <T> FromText<T> ofConstructor(Class<T> type) {
            try {
                var constructor = type.getConstructor(String.class);
                return new FromText<>(type, text -> call(constructor, text));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("No public constructor of one string: " + type, e);
            }
        }

        private static <T> T call(Constructor<T> constructor, String text) {
            try {
                return constructor.newInstance(text);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parser;

        FromText(Class<T> type, Function<String, T> parser) {
            super(type);
            this.parser = parser;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) {
            return parser.apply(value);
        }
    }

    /**
     * Writes a value of this code base.
     *
     * @throws IllegalArgumentException if the value cannot be written as JSON, which is a bug
     */
    public static String write(Object value) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            new JsonWriter(json, Json::mapped).write(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot write as JSON: " + value.getClass().getName(), e);
        }
        return text.toString();
    }

    /** What the mapper writes. */
    static String mapped(Object value) throws JsonProcessingException {
        return Databind.MAPPER.writeValueAsString(value);
    }

    /** What the mapper reads. */
    static JsonNode mappedTree(String json) throws JsonProcessingException {
        return Databind.MAPPER.readTree(json);
    }

    /**
     * Reads text that this code base wrote earlier.
     *
     * @throws IllegalArgumentException if the text is not JSON or not of that type
     */
    public static <T> T read(String json, Class<T> type) {
        return read(type, () -> JsonNode.class.isAssignableFrom(type) ? tree(json, type)
                : Databind.MAPPER.readValue(json, type));
    }

    private static <T> @Nullable T tree(String json, Class<T> type) throws JsonProcessingException {
        var tree = parse(json);
        if (tree.isMissingNode()) {
            return null;
        }
        if (!type.isInstance(tree)) {
            throw new JsonParseException(null, "Not a " + type.getSimpleName());
        }
        return type.cast(tree);
    }

    /**
     * Reads a tree that this code base made.
     *
     * @throws IllegalArgumentException if the tree is not of that type
     */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return read(type, () -> Databind.MAPPER.treeToValue(tree, type));
    }

    private interface Parsing<T> {

        @Nullable
        T parse() throws JsonProcessingException;
    }

    private static <T> T read(Class<T> type, Parsing<T> parsing) {
        @Nullable
        T value;
        try {
            value = parsing.parse();
        } catch (JsonProcessingException e) {
            // The parser's message quotes the text, which may hold personal data.
            throw new IllegalArgumentException("Invalid JSON for " + type.getSimpleName(), withoutSource(e));
        }
        if (value == null) {
            throw new IllegalArgumentException("Invalid JSON for " + type.getSimpleName() + ": null");
        }
        return value;
    }

    /**
     * Reads text of unknown origin as a tree.
     *
     * @throws RepeatedKeyException if an object has a key twice
     * @throws JsonProcessingException if the text is not one JSON value
     */
    public static JsonNode parse(String json) throws JsonProcessingException {
        try (var parser = FACTORY.createParser(json)) {
            return JsonTree.read(parser);
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads one value in UTF-8 as a tree.
     *
     * @throws JsonProcessingException if the stream does not have one JSON value
     */
    public static JsonNode parse(InputStream json) throws IOException {
        try (var parser = FACTORY.createParser(json)) {
            return JsonTree.read(parser);
        }
    }

    /** A generator that writes JSON in UTF-8 to a stream, and closes it. */
    public static JsonGenerator generator(OutputStream json) throws IOException {
        return FACTORY.createGenerator(json);
    }

    /** A value as a tree. */
    public static JsonNode tree(Object value) {
        try {
            return parse(write(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonProcessingException withoutSource(JsonProcessingException e) {
        e.clearLocation();
        return e;
    }
}

package dev.stampede.shared.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.stampede.shared.id.CartId;
import dev.stampede.shared.id.OrderId;
import dev.stampede.shared.id.ProductId;
import dev.stampede.shared.id.Sku;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON configuration: absent instead of null, RFC 3339 timestamps, unknown fields ignored, duplicate keys and
 * deep nesting refused. Thread-safe.
 */
public final class Json {

    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder()
                .addModule(texts())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
        return mapper;
    }

    /** Ids and points in time are texts. */
    private static SimpleModule texts() {
        var module = new SimpleModule("texts");
        asText(module, Sku.class, Sku::new);
        asText(module, ProductId.class, ProductId::new);
        asText(module, CartId.class, CartId::new);
        asText(module, OrderId.class, OrderId::new);
        asText(module, Instant.class, Instant::parse);
        return module;
    }

    private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> parser) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new FromStringDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            protected T _deserialize(String value, DeserializationContext context) {
                return parser.apply(value);
            }
        });
    }

    /**
     * Writes a value that this code base made.
     *
     * @throws IllegalArgumentException if the value has no JSON form, which is a bug
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON form: " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads text that this code base wrote earlier.
     *
     * @throws IllegalArgumentException if the text is not JSON or not of that type
     */
    public static <T> T read(String json, Class<T> type) {
        @Nullable
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            // The parser's message quotes the text, which may hold personal data.
            throw new IllegalArgumentException("Not the JSON of a " + type.getSimpleName(), withoutSource(e));
        }
        if (value == null) {
            throw new IllegalArgumentException("Not the JSON of a " + type.getSimpleName() + " but null");
        }
        return value;
    }

    /**
     * Reads text of unknown origin as a tree.
     *
     * @throws JsonProcessingException if the text is not one JSON value
     */
    public static JsonNode parse(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** A value as a tree. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static JsonProcessingException withoutSource(JsonProcessingException e) {
        e.clearLocation();
        return e;
    }
}

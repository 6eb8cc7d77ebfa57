package dev.stampede.local.database;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;

/**
 * Makes DynamoDB Local parse a table's schema once instead of for each item of each request, which took most of its single
 * thread's time for a table with seven indexes. A thread reuses a parsed schema for identical text until any schema is
 * written. DynamoDB Local writes schemas when tables or their time to live change, and modifies the parsed schema first.
 */
final class SchemaCache {

    private static final AtomicLong WRITES = new AtomicLong();
    private static final ThreadLocal<Schemas> PARSED = ThreadLocal.withInitial(Schemas::new);

    static {
        List.of(SQLiteDBAccess.class, SQLiteDBAccessJob.class).forEach(SchemaCache::installIn);
    }

    private SchemaCache() {}

    /** Installs the cache for the whole process. Call before opening the first database. */
    static void install() {
        // The static initializer installs it.
    }

    private static void installIn(Class<?> owner) {
        try {
            var field = owner.getDeclaredField("MAPPER");
            field.setAccessible(true);
            var mapper = (ObjectMapper) field.get(null);
            mapper.getFactory().enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
            mapper.registerModule(new SimpleModule("schema-cache")
                    .setDeserializerModifier(new DeserializerModifier())
                    .setSerializerModifier(new SerializerModifier()));
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of DynamoDB Local reads its tables differently",
                    otherVersion);
        }
    }

    private record Schema(byte[] text, Object parsed) {}

    /** The schemas that a thread has parsed since the last write of a schema. */
    private static final class Schemas {

        private final List<Schema> parsed = new ArrayList<>();
        private long writes;

        /** Compares instead of hashing: there are few schemas, mostly of different lengths. */
        @Nullable
        Object find(byte[] text) {
            var now = WRITES.get();
            if (writes != now) {
                parsed.clear();
                writes = now;
            }
            for (var schema : parsed) {
                if (Arrays.equals(schema.text(), text)) {
                    return schema.parsed();
                }
            }
            return null;
        }

        Object add(byte[] text, Object schema) {
            parsed.add(new Schema(text, schema));
            return schema;
        }
    }

    private static final class DeserializerModifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription bean,
                JsonDeserializer<?> deserializer) {
            return bean.getBeanClass() == TableSchemaInfo.class ? new CachingDeserializer(deserializer) : deserializer;
        }
    }

    private static final class CachingDeserializer extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        CachingDeserializer(JsonDeserializer<?> parsing) {
            super(parsing);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> parsing) {
            return new CachingDeserializer(parsing);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!(parser.currentLocation().contentReference().getRawContent() instanceof byte[] json)) {
                return super.deserialize(parser, context);
            }
            var schemas = PARSED.get();
            var known = schemas.find(json);
            return known != null ? known : schemas.add(json, super.deserialize(parser, context));
        }
    }

    private static final class SerializerModifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription bean,
                JsonSerializer<?> serializer) {
            return bean.getBeanClass() == TableSchemaInfo.class ? new InvalidatingSerializer(serializer) : serializer;
        }
    }

    private static final class InvalidatingSerializer extends JsonSerializer<Object> {

        private final JsonSerializer<Object> writing;

        @SuppressWarnings("unchecked")
        InvalidatingSerializer(JsonSerializer<?> writing) {
            this.writing = (JsonSerializer<Object>) writing;
        }

        @Override
        public void serialize(Object schema, JsonGenerator generator, SerializerProvider provider) throws IOException {
            WRITES.incrementAndGet();
            writing.serialize(schema, generator, provider);
        }
    }
}

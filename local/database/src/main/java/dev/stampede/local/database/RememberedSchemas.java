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
 * Lets DynamoDB Local parse the description of a table once, and not anew for each item of each request: with a table of
 * seven indexes that took most of its one thread's time. A description that was parsed is used again for the very same
 * text, in the database whose thread parsed it, until any description is written: who writes one, which DynamoDB Local does
 * when tables and times to live are changed, has changed it in place before.
 */
final class RememberedSchemas {

    private static final AtomicLong WRITES = new AtomicLong();
    private static final ThreadLocal<Schemas> PARSED = ThreadLocal.withInitial(Schemas::new);

    static {
        List.of(SQLiteDBAccess.class, SQLiteDBAccessJob.class).forEach(RememberedSchemas::installIn);
    }

    private RememberedSchemas() {}

    /** Takes effect in the whole process, once; before the first database is opened. */
    static void install() {
        // Loading this class did it.
    }

    private static void installIn(Class<?> owner) {
        try {
            var field = owner.getDeclaredField("MAPPER");
            field.setAccessible(true);
            var mapper = (ObjectMapper) field.get(null);
            mapper.getFactory().enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
            mapper.registerModule(new SimpleModule("remembered-schemas")
                    .setDeserializerModifier(new Reading())
                    .setSerializerModifier(new Writing()));
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of DynamoDB Local reads its tables in another way",
                    otherVersion);
        }
    }

    private record Schema(byte[] text, Object parsed) {}

    /** What one thread has parsed since the last write of a description. */
    private static final class Schemas {

        private final List<Schema> parsed = new ArrayList<>();
        private long writes;

        /** As few as there are tables, and as a rule of different lengths: comparing is cheaper than hashing. */
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

    private static final class Reading extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription bean,
                JsonDeserializer<?> deserializer) {
            return bean.getBeanClass() == TableSchemaInfo.class ? new Remembering(deserializer) : deserializer;
        }
    }

    private static final class Remembering extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        Remembering(JsonDeserializer<?> parsing) {
            super(parsing);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> parsing) {
            return new Remembering(parsing);
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

    private static final class Writing extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription bean,
                JsonSerializer<?> serializer) {
            return bean.getBeanClass() == TableSchemaInfo.class ? new Forgetting(serializer) : serializer;
        }
    }

    private static final class Forgetting extends JsonSerializer<Object> {

        private final JsonSerializer<Object> writing;

        @SuppressWarnings("unchecked")
        Forgetting(JsonSerializer<?> writing) {
            this.writing = (JsonSerializer<Object>) writing;
        }

        @Override
        public void serialize(Object schema, JsonGenerator generator, SerializerProvider provider) throws IOException {
            WRITES.incrementAndGet();
            writing.serialize(schema, generator, provider);
        }
    }
}

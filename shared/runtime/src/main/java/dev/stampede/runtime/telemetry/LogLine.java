package dev.stampede.runtime.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * One log line: a JSON object with the fields of its call and of the thread. Long values lose their middle, so that a line stays
 * below the 256 KB of a log event, above which Lambda cuts it (AWS Lambda Developer Guide, "Working with Lambda function logs").
 */
final class LogLine {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
            .toFormatter(Locale.ROOT);
    /** Fields of the thread that are not strings. */
    private static final Set<String> RAW = Set.of(InvocationFields.COLD_START, InvocationFields.MEMORY);

    /** In characters: of a message or a field. */
    static final int MAX_VALUE = 4_096;
    /** In characters: of the stack of an exception and its causes, the last of which are at the end. */
    static final int MAX_STACK = 16_384;
    /** Fields that every line has, or each one with an exception. */
    static final Set<String> OWN = Set.of("level", "message", "logger", "timestamp", "error");

    private LogLine() {}

    static String of(Instant at, Level level, String logger, String message, Object @Nullable [] arguments,
            @Nullable Throwable failure, Map<String, String> threadFields) {
        var thrown = failure == null ? lastThrown(arguments) : failure;
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("level", level.name());
            json.writeStringField("message", bounded(MessageFormatter.basicArrayFormat(message, arguments), MAX_VALUE));
            json.writeStringField("logger", logger);
            json.writeStringField("timestamp", MILLISECONDS.format(at));
            if (thrown != null) {
                write(thrown, json);
            }
            for (var field : fields(arguments, threadFields).entrySet()) {
                json.writeFieldName(field.getKey());
                write(field.getKey(), field.getValue(), json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** An exception as the only argument of a message, if its type at compile time is another one: SLF4J does not see it. */
    private static @Nullable Throwable lastThrown(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last
                ? last
                : null;
    }

    /** Fields of the call replace those of the thread. */
    private static Map<String, @Nullable Object> fields(Object @Nullable [] arguments, Map<String, String> ofThread) {
        var fields = new LinkedHashMap<String, @Nullable Object>(ofThread);
        if (arguments != null) {
            for (var argument : arguments) {
                if (argument instanceof LogField(var name, var value)) {
                    fields.put(name, value);
                }
            }
        }
        return fields;
    }

    private static void write(String name, @Nullable Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String string when RAW.contains(name) -> json.writeRawValue(string);
            case String string -> json.writeString(bounded(string, MAX_VALUE));
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            default -> writeOther(Json.write(value), json);
        }
    }

    private static void writeOther(String value, JsonGenerator json) throws IOException {
        if (value.length() <= MAX_VALUE) {
            json.writeRawValue(value);
        } else {
            json.writeString(bounded(value, MAX_VALUE));
        }
    }

    private static void write(Throwable failure, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("name", failure.getClass().getName());
        json.writeStringField("message", bounded(failure.getMessage(), MAX_VALUE));
        var stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        json.writeStringField("stack", bounded(stack.toString(), MAX_STACK));
        json.writeEndObject();
    }

    private static @Nullable String bounded(@Nullable String text, int max) {
        return text == null || text.length() <= max ? text
                : text.substring(0, max / 2) + " … " + text.substring(text.length() - max / 2);
    }
}

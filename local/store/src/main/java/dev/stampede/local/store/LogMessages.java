package dev.stampede.local.store;

import dev.stampede.runtime.telemetry.LogField;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.logging.log4j.message.AbstractMessageFactory;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.jspecify.annotations.Nullable;

/** Messages that end with the fields of their log line, which Log4j leaves out. Thread-safe. */
public final class LogMessages extends AbstractMessageFactory {

    private static final long serialVersionUID = 1L;

    /** Called by Log4j. */
    public LogMessages() {}

    @Override
    public Message newMessage(@Nullable String text, @Nullable Object @Nullable... arguments) {
        if (text == null || arguments == null) {
            return new ParameterizedMessage(text, arguments);
        }
        var fields = Arrays.stream(arguments)
                .filter(LogField.class::isInstance)
                .map(field -> String.valueOf(field).replace("{", "(").replace("}", ")"))
                .collect(Collectors.joining(", "));
        return new ParameterizedMessage(fields.isEmpty() ? text : text + " [" + fields + "]", arguments);
    }
}

package dev.stampede.runtime.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** An object has a key twice. */
public final class RepeatedKeyException extends JsonParseException {

    private static final long serialVersionUID = 1L;

    private final String path;

    RepeatedKeyException(JsonParser parser) {
        super(parser, "Repeated key");
        this.path = path(parser.getParsingContext());
    }

    /** The key's path, such as {@code lines[0].quantity}; it comes from the text. */
    public String path() {
        return path;
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        var parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        return parent.isEmpty() ? context.getCurrentName() : parent + "." + context.getCurrentName();
    }
}

package dev.stampede.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stampede.runtime.http.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the fields of a JSON object from outside and remembers everything that is wrong with them, each under its path
 * in the request. A faulty field reads as a neutral value until {@link #check()}, which ends the decoding with one
 * problem that names all faults.
 *
 * <p>For use by one thread.
 */
public final class Fields {

    private final JsonNode node;
    private final String path;
    private final List<FieldError> errors;

    Fields(JsonNode node) {
        this(node, "", new ArrayList<>());
    }

    private Fields(JsonNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A text that must be there, not blank, of {@code min} to {@code max} characters once stripped. */
    public String text(String field, int min, int max) {
        if (!has(field)) {
            return fault(field, "is required", "");
        }
        var value = node.get(field);
        if (!value.isTextual()) {
            return fault(field, "must be a text", "");
        }
        var text = value.textValue().strip();
        if (text.length() < min || text.length() > max) {
            return fault(field, "must have " + min + " to " + max + " characters", "");
        }
        if (!isPlain(text)) {
            return fault(field, "must not hold control characters", "");
        }
        return text;
    }

    /** A text that may be absent, of at most {@code max} characters. */
    public Optional<String> optionalText(String field, int max) {
        return has(field) ? Optional.of(text(field, 0, max)).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /**
     * A text that {@code parser} turns into a value; an {@link IllegalArgumentException} of the parser is a fault with
     * the exception's message, which must therefore be fit for the caller's eyes.
     */
    public <T> Optional<T> parsed(String field, int max, Function<String, T> parser) {
        var faults = errors.size();
        var text = text(field, 1, max);
        if (errors.size() > faults) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            reject(field, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A whole number that must be there, from {@code min} to {@code max}. A fraction or a text is a fault. */
    public long integer(String field, long min, long max) {
        if (!has(field)) {
            return fault(field, "is required", min);
        }
        var value = node.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return fault(field, "must be a whole number from " + min + " to " + max, min);
        }
        var number = value.longValue();
        return number < min || number > max
                ? fault(field, "must be a whole number from " + min + " to " + max, min)
                : number;
    }

    /** A whole number that may be absent. */
    public long integer(String field, long min, long max, long fallback) {
        return has(field) ? integer(field, min, max) : fallback;
    }

    /** A truth value that may be absent. */
    public boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        return node.get(field).isBoolean() ? node.get(field).booleanValue()
                : fault(field, "must be true or false", false);
    }

    /** An object that must be there. */
    public Fields object(String field) {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return fault(field, "is required", empty(field));
        }
        return value.isObject() ? new Fields(value, at(field), errors)
                : fault(field, "must be an object", empty(field));
    }

    /** An object that may be absent. */
    public Optional<Fields> optionalObject(String field) {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    /** A list of objects that must be there, with {@code min} to {@code max} entries. */
    public List<Fields> objects(String field, int min, int max) {
        var list = new ArrayList<Fields>();
        var index = 0;
        for (var entry : array(field, min, max)) {
            var name = at(field) + "[" + index++ + "]";
            if (entry.isObject()) {
                list.add(new Fields(entry, name, errors));
            } else {
                errors.add(new FieldError(name, "must be an object"));
            }
        }
        return list;
    }

    /**
     * A list like that of {@link #objects}, of which each entry is checked for itself: what is wrong with one is told by
     * its own {@link #problem()}, and {@link #check()} of this object does not look at it. One for each entry, in order.
     */
    public List<Fields> rows(String field, int min, int max) {
        var rows = new ArrayList<Fields>();
        for (var entry : array(field, min, max)) {
            var name = at(field) + "[" + rows.size() + "]";
            var faults = new ArrayList<FieldError>();
            if (!entry.isObject()) {
                faults.add(new FieldError(name, "must be an object"));
            }
            rows.add(new Fields(entry.isObject() ? entry : JsonNodeFactory.instance.objectNode(), name, faults));
        }
        return rows;
    }

    /** A list of texts that may be absent, of at most {@code max} entries of at most {@code maxLength} characters. */
    public List<String> texts(String field, int max, int maxLength) {
        if (!has(field)) {
            return List.of();
        }
        var list = new ArrayList<String>();
        var index = 0;
        for (var entry : array(field, 0, max)) {
            var text = entry.isTextual() ? entry.textValue().strip() : "";
            if (text.isEmpty() || text.length() > maxLength || !isPlain(text)) {
                errors.add(new FieldError(
                        at(field) + "[" + index + "]", "must be a text of 1 to " + maxLength + " characters"));
            }
            list.add(text);
            index++;
        }
        return list;
    }

    /** Records a fault that the caller found itself. */
    public void reject(String field, String message) {
        errors.add(new FieldError(at(field), message));
    }

    /** Names every fault found so far, here and in nested objects; empty if there is none. */
    public Optional<Problem> problem() {
        return errors.isEmpty() ? Optional.empty() : Optional.of(Problem.invalid(errors));
    }

    /** @throws ProblemException naming every fault found so far, here and in nested objects */
    public void check() {
        problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    private Iterable<JsonNode> array(String field, int min, int max) {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return fault(field, "is required", List.of());
        }
        if (!value.isArray()) {
            return fault(field, "must be a list", List.of());
        }
        return value.size() < min || value.size() > max
                ? fault(field, "must have " + min + " to " + max + " entries", List.of())
                : value;
    }

    private Fields empty(String field) {
        return new Fields(JsonNodeFactory.instance.objectNode(), at(field), new ArrayList<>());
    }

    /** No control characters but line breaks and tabs; no half of a surrogate pair, which has no form in UTF-8. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\t')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private <T> T fault(String field, String message, T neutral) {
        reject(field, message);
        return neutral;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}

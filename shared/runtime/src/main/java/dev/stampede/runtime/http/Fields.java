package dev.stampede.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.json.RepeatedKeyException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the fields of a JSON object in a request and collects all errors, each with the field's path. An invalid
 * field reads as a neutral value until {@link #check()}, which completes the reading with one problem that lists all
 * errors. Fields that were not read by then are errors too, because they would be ignored, and so is null.
 *
 * <p>Not thread-safe.
 */
public final class Fields {

    /** Maximum length of a field name in an error. */
    private static final int MAX_NAME = 100;

    /** Digits of a decimal number that a double represents exactly. */
    private static final int MAX_DIGITS = 15;

    private final JsonNode node;
    private final String path;
    private final Document document;
    private final Set<String> known = new HashSet<>();

    /** @param others further errors of the request, once it has been read */
    Fields(JsonNode node, Supplier<List<FieldError>> others) {
        this(node, "", new Document(others));
    }

    /**
     * Reads JSON that is not a request's body.
     *
     * @param name what errors call the whole, if it is not an object
     * @return empty if it is not valid JSON
     */
    public static Optional<Fields> ofJson(String name, String json) {
        try {
            var tree = Json.parse(json);
            if (tree.isObject()) {
                return Optional.of(new Fields(tree, "", new Document(List::of)));
            }
            return Optional.of(unreadable(name, "must be an object"));
        } catch (RepeatedKeyException repeated) {
            return Optional.of(unreadable(shown(repeated.path()), "must not be repeated"));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Fields unreadable(String name, String message) {
        var document = new Document(List::of);
        document.add(new FieldError(name, message));
        document.isUnreadable = true;
        return new Fields(JsonNodeFactory.instance.objectNode(), "", document);
    }

    private Fields(JsonNode node, String path, Document document) {
        this.node = node;
        this.path = path;
        this.document = document;
        document.objects.add(this);
    }

    /** State shared by the objects of one request. */
    private static final class Document {
        private final List<FieldError> errors = new ArrayList<>();
        private final List<Fields> objects = new ArrayList<>();
        private final Supplier<List<FieldError>> others;
        /** Whether further errors are redundant. */
        private boolean isUnreadable;

        private int faults;

        Document(Supplier<List<FieldError>> others) {
            this.others = others;
        }

        void add(FieldError error) {
            faults++;
            if (!isUnreadable) {
                errors.add(error);
            }
        }
    }

    /** Whether the field is present and not null. */
    public boolean has(String field) {
        known.add(field);
        return node.hasNonNull(field);
    }

    /** The JSON type of a value. */
    public enum Type {
        /** Absent or null. */
        NONE, STRING, NUMBER, BOOLEAN, ARRAY, OBJECT
    }

    /** The type of the field's value. */
    public Type type(String field) {
        if (!has(field)) {
            return Type.NONE;
        }
        return switch (node.get(field).getNodeType()) {
            case STRING -> Type.STRING;
            case NUMBER -> Type.NUMBER;
            case BOOLEAN -> Type.BOOLEAN;
            case ARRAY -> Type.ARRAY;
            default -> Type.OBJECT;
        };
    }

    /** The names of all fields of this object, for objects whose fields the client names. */
    public List<String> names() {
        return node.propertyStream().map(member -> member.getKey()).toList();
    }

    /** A required single-line string of {@code min} to {@code max} characters, after stripping. */
    public String text(String field, int min, int max) {
        return text(field, min, max, PlainText.ONE_LINE);
    }

    /** A required multi-line string of {@code min} to {@code max} characters, after stripping. */
    public String lines(String field, int min, int max) {
        return text(field, min, max, PlainText.LINES);
    }

    private String text(String field, int min, int max, PlainText form) {
        if (!has(field)) {
            return fault(field, "is required", "");
        }
        var value = node.get(field);
        if (!value.isTextual()) {
            return fault(field, "must be a string", "");
        }
        var text = value.textValue().strip();
        if (length(text) < min || length(text) > max) {
            return fault(field, "must be " + min + " to " + max + " characters long", "");
        }
        return form.fault(value.textValue()).map(message -> fault(field, message, "")).orElse(text);
    }

    /** In Unicode code points, as JSON Schema counts. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** An optional single-line string of at most {@code max} characters. */
    public Optional<String> optionalText(String field, int max) {
        return optionalText(field, max, PlainText.ONE_LINE);
    }

    /** An optional multi-line string of at most {@code max} characters. */
    public Optional<String> optionalLines(String field, int max) {
        return optionalText(field, max, PlainText.LINES);
    }

    private Optional<String> optionalText(String field, int max, PlainText form) {
        return has(field) ? Optional.of(text(field, 0, max, form)).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /**
     * A required single-line string that {@code parser} converts. If the parser throws an
     * {@link IllegalArgumentException}, its message is reported to the caller.
     */
    public <T> Optional<T> parsed(String field, int max, Function<String, T> parser) {
        var faults = document.faults;
        var text = text(field, 1, max);
        if (document.faults > faults) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            reject(field, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A required integer from {@code min} to {@code max}. Fractions and strings are invalid. */
    public long integer(String field, long min, long max) {
        if (!has(field)) {
            return fault(field, "is required", min);
        }
        var value = node.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return fault(field, "must be an integer from " + min + " to " + max, min);
        }
        var number = value.longValue();
        return number < min || number > max
                ? fault(field, "must be an integer from " + min + " to " + max, min)
                : number;
    }

    /** An optional integer. */
    public long integer(String field, long min, long max, long fallback) {
        return has(field) ? integer(field, min, max) : fallback;
    }

    /** A required number of at most 15 significant digits, all of them within 15 places of the decimal point. */
    public BigDecimal number(String field) {
        if (!has(field)) {
            return fault(field, "is required", BigDecimal.ZERO);
        }
        var value = node.get(field);
        var number = value.isNumber() && Double.isFinite(value.doubleValue())
                ? value.decimalValue().stripTrailingZeros()
                : null;
        return number == null || number.precision() > MAX_DIGITS || number.scale() > MAX_DIGITS
                || number.precision() - number.scale() > MAX_DIGITS
                        ? fault(field, "must be a number of at most " + MAX_DIGITS + " digits", BigDecimal.ZERO)
                        : number.setScale(Math.max(0, number.scale()));
    }

    /** An optional boolean. */
    public boolean flag(String field, boolean fallback) {
        if (!has(field)) {
            return fallback;
        }
        return node.get(field).isBoolean() ? node.get(field).booleanValue()
                : fault(field, "must be true or false", false);
    }

    /** A required object. */
    public Fields object(String field) {
        if (!has(field)) {
            return fault(field, "is required", none());
        }
        var value = node.get(field);
        return value.isObject() ? new Fields(value, at(field), document)
                : fault(field, "must be an object", none());
    }

    /** An optional object. */
    public Optional<Fields> optionalObject(String field) {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    /** A required array of {@code min} to {@code max} objects. */
    public List<Fields> objects(String field, int min, int max) {
        var list = new ArrayList<Fields>();
        var index = 0;
        for (var entry : array(field, min, max)) {
            var name = at(field) + "[" + index++ + "]";
            if (entry.isObject()) {
                list.add(new Fields(entry, name, document));
            } else {
                document.add(new FieldError(name, "must be an object"));
            }
        }
        return list;
    }

    /**
     * A list like that of {@link #objects} whose items are checked independently: the errors of an item are reported
     * by its own {@link #problem()} and ignored by {@link #check()} of this object. One per item, in order.
     */
    public List<Fields> rows(String field, int min, int max) {
        return rows(field, min, max, Integer.MAX_VALUE);
    }

    /**
     * The same for items of limited size.
     *
     * @param maxBytes the maximum size of an item, as compact JSON in UTF-8
     */
    public List<Fields> rows(String field, int min, int max, int maxBytes) {
        var rows = new ArrayList<Fields>();
        for (var entry : array(field, min, max)) {
            var name = at(field) + "[" + rows.size() + "]";
            var row = new Document(List::of);
            var fault = rowFault(entry, maxBytes);
            fault.ifPresent(message -> {
                row.add(new FieldError(name, message));
                row.isUnreadable = true;
            });
            rows.add(new Fields(fault.isEmpty() ? entry : JsonNodeFactory.instance.objectNode(), name, row));
        }
        return rows;
    }

    private static Optional<String> rowFault(JsonNode entry, int maxBytes) {
        if (!entry.isObject()) {
            return Optional.of("must be an object");
        }
        return maxBytes < Integer.MAX_VALUE && Json.write(entry).getBytes(StandardCharsets.UTF_8).length > maxBytes
                ? Optional.of("must be at most " + maxBytes + " bytes")
                : Optional.empty();
    }

    /** An optional array of at most {@code max} single-line strings of up to {@code maxLength} characters. */
    public List<String> texts(String field, int max, int maxLength) {
        if (!has(field)) {
            return List.of();
        }
        var list = new ArrayList<String>();
        var index = 0;
        for (var entry : array(field, 0, max)) {
            var text = entry.isTextual() ? entry.textValue().strip() : "";
            var name = at(field) + "[" + index + "]";
            if (text.isEmpty() || length(text) > maxLength) {
                document.add(new FieldError(name, "must be a string of 1 to " + maxLength + " characters"));
            } else {
                PlainText.ONE_LINE.fault(entry.textValue())
                        .ifPresent(message -> document.add(new FieldError(name, message)));
            }
            list.add(text);
            index++;
        }
        return list;
    }

    /** Adds an error that the caller found. */
    public void reject(String field, String message) {
        document.add(new FieldError(at(field), message));
    }

    /**
     * Completes the reading like {@link #check()} and returns the problem.
     *
     * @return empty if there is none
     */
    public Optional<Problem> problem() {
        var errors = new ArrayList<>(document.errors);
        for (var object : document.objects) {
            errors.addAll(object.unknown());
        }
        for (var object : document.objects) {
            errors.addAll(object.nulls());
        }
        errors.addAll(document.others.get());
        return errors.isEmpty() ? Optional.empty() : Optional.of(Problem.invalid(errors));
    }

    /**
     * Completes the reading of the request.
     *
     * @throws ProblemException listing all errors found in the request, including fields and parameters that were not
     *     read
     */
    public void check() {
        problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    private List<FieldError> unknown() {
        var errors = new ArrayList<FieldError>();
        for (var member : node.properties()) {
            if (!known.contains(member.getKey())) {
                errors.add(new FieldError(at(shown(member.getKey())), "is not a known field"));
            }
        }
        return errors;
    }

    /**
     * Optional fields that are null. JavaScript writes a number that went wrong as null: a refund of that amount must not
     * become one of everything.
     */
    private List<FieldError> nulls() {
        var errors = new ArrayList<FieldError>();
        for (var member : node.properties()) {
            var name = at(member.getKey());
            if (member.getValue().isNull() && known.contains(member.getKey())
                    && document.errors.stream().noneMatch(error -> error.field().equals(name))) {
                errors.add(new FieldError(name, "must not be null"));
            }
        }
        return errors;
    }

    /** A field name from the request that is safe to return: short, without special characters. */
    public static String shown(String name) {
        var shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
        return PlainText.ONE_LINE.fault(shown).isEmpty() ? shown : shown.replaceAll("[^ -~]", "?");
    }

    private Iterable<JsonNode> array(String field, int min, int max) {
        if (!has(field)) {
            return fault(field, "is required", List.of());
        }
        var value = node.get(field);
        if (!value.isArray()) {
            return fault(field, "must be an array", List.of());
        }
        return value.size() < min || value.size() > max
                ? fault(field, "must have " + min + " to " + max + " items", List.of())
                : value;
    }

    /** A placeholder for a missing object; errors of its fields are ignored. */
    private static Fields none() {
        return new Fields(JsonNodeFactory.instance.objectNode(), List::of);
    }

    private <T> T fault(String field, String message, T neutral) {
        reject(field, message);
        return neutral;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}

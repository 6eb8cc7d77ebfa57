package dev.stampede.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the fields of a JSON object from outside and remembers everything that is wrong with them, each under its path
 * in the request. A faulty field reads as a neutral value until {@link #check()}, which ends the decoding with one
 * problem that names all faults. What was not asked for until then is a fault too: a client that sends it means
 * something that would be ignored.
 *
 * <p>For use by one thread.
 */
public final class Fields {

    /** Characters of a name that is told back. */
    private static final int MAX_NAME = 100;

    private final JsonNode node;
    private final String path;
    private final Document document;
    private final Set<String> known = new HashSet<>();

    /** @param others what else is wrong with the request, once all of it has been read */
    Fields(JsonNode node, Supplier<List<FieldError>> others) {
        this(node, "", new Document(others));
    }

    private Fields(JsonNode node, String path, Document document) {
        this.node = node;
        this.path = path;
        this.document = document;
        document.objects.add(this);
    }

    /** What the objects of one request share. */
    private static final class Document {
        private final List<FieldError> errors = new ArrayList<>();
        private final List<Fields> objects = new ArrayList<>();
        private final Supplier<List<FieldError>> others;
        /** Whether one fault is known already that says it all. */
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

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        known.add(field);
        return node.hasNonNull(field);
    }

    /** A text of one line that must be there, not blank, of {@code min} to {@code max} characters once stripped. */
    public String text(String field, int min, int max) {
        return text(field, min, max, PlainText.ONE_LINE);
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
        if (text.length() < min || text.length() > max) {
            return fault(field, "must be " + min + " to " + max + " characters long", "");
        }
        return form.fault(value.textValue()).map(message -> fault(field, message, "")).orElse(text);
    }

    /** A text of one line that may be absent, of at most {@code max} characters. */
    public Optional<String> optionalText(String field, int max) {
        return optionalText(field, max, PlainText.ONE_LINE);
    }

    /** A text that may be absent and may have several lines, of at most {@code max} characters. */
    public Optional<String> optionalLines(String field, int max) {
        return optionalText(field, max, PlainText.LINES);
    }

    private Optional<String> optionalText(String field, int max, PlainText form) {
        return has(field) ? Optional.of(text(field, 0, max, form)).filter(text -> !text.isEmpty()) : Optional.empty();
    }

    /**
     * A text of one line that {@code parser} turns into a value; an {@link IllegalArgumentException} of the parser is a fault with
     * the exception's message, which must therefore be fit for the caller's eyes.
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

    /** An integer that must be there, from {@code min} to {@code max}. A fraction or a text is a fault. */
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

    /** An integer that may be absent. */
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
        if (!has(field)) {
            return fault(field, "is required", none());
        }
        var value = node.get(field);
        return value.isObject() ? new Fields(value, at(field), document)
                : fault(field, "must be an object", none());
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
                list.add(new Fields(entry, name, document));
            } else {
                document.add(new FieldError(name, "must be an object"));
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
            var row = new Document(List::of);
            if (!entry.isObject()) {
                row.add(new FieldError(name, "must be an object"));
                row.isUnreadable = true;
            }
            rows.add(new Fields(entry.isObject() ? entry : JsonNodeFactory.instance.objectNode(), name, row));
        }
        return rows;
    }

    /** A list of one-line texts that may be absent, of at most {@code max} entries of {@code maxLength} characters. */
    public List<String> texts(String field, int max, int maxLength) {
        if (!has(field)) {
            return List.of();
        }
        var list = new ArrayList<String>();
        var index = 0;
        for (var entry : array(field, 0, max)) {
            var text = entry.isTextual() ? entry.textValue().strip() : "";
            var name = at(field) + "[" + index + "]";
            if (text.isEmpty() || text.length() > maxLength) {
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

    /** Records a fault that the caller found itself. */
    public void reject(String field, String message) {
        document.add(new FieldError(at(field), message));
    }

    /**
     * Ends the decoding like {@link #check()}, and gives the problem.
     *
     * @return empty if there is none
     */
    public Optional<Problem> problem() {
        var unknown = document.objects.stream().flatMap(Fields::unknown);
        var errors = Stream.of(document.errors.stream(), unknown, document.others.get().stream())
                .flatMap(Function.identity())
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(Problem.invalid(errors));
    }

    /**
     * Ends the decoding of the request.
     *
     * @throws ProblemException naming every fault found so far, here and in other objects of the request, every member
     *                          that was not asked for, and what else of the request was not
     */
    public void check() {
        problem().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    private Stream<FieldError> unknown() {
        return node.propertyStream()
                .map(member -> member.getKey())
                .filter(member -> !known.contains(member))
                .map(member -> new FieldError(at(shown(member)), "is not a known field"));
    }

    /** A name from outside in a form that can be shown: short, and without special characters. */
    static String shown(String name) {
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

    /** Reads in place of an object that is not there; the faults of its fields are none of the request's. */
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

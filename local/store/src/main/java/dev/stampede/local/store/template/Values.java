package dev.stampede.local.store.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads resolved properties; errors name the location of missing values and values of the wrong type.
 *
 * @param where the path of the section in the template, for messages
 */
public record Values(String where, Map<String, Object> all) {

    /** The properties of a resource. */
    public static Values of(Resource resource) {
        return new Values(resource.logicalId(), resource.properties());
    }

    public Set<String> names() {
        return all.keySet();
    }

    public boolean has(String name) {
        return all.containsKey(name);
    }

    /** A section; empty if absent. */
    public Values section(String name) {
        return new Values(where + "." + name, mapping(name, all.get(name)));
    }

    /** A list of sections; empty if absent. */
    public List<Values> sections(String name) {
        return list(name).stream().map(item -> new Values(where + "." + name, mapping(name, item))).toList();
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new TemplateException(where + ": " + name + " is missing"));
    }

    public String text(String name, String fallback) {
        return optionalText(name).orElse(fallback);
    }

    public Optional<String> optionalText(String name) {
        return switch (all.get(name)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> throw unexpected(name, "a string", map);
            case List<?> list -> throw unexpected(name, "a string", list);
            case Object value -> Optional.of(value.toString());
        };
    }

    public int integer(String name, int fallback) {
        return integer(name).orElse(fallback);
    }

    public OptionalInt integer(String name) {
        var text = optionalText(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException notANumber) {
            throw unexpected(name, "an integer", text.get());
        }
    }

    public boolean flag(String name, boolean fallback) {
        return optionalText(name).map(Boolean::parseBoolean).orElse(fallback);
    }

    public List<String> texts(String name) {
        return list(name).stream().map(Object::toString).toList();
    }

    /** All entries of this section as strings. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        names().forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    private List<?> list(String name) {
        return switch (all.get(name)) {
            case null -> List.of();
            case List<?> list -> list;
            case Object other -> throw unexpected(name, "a list", other);
        };
    }

    private Map<String, Object> mapping(String name, @Nullable Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> textKeys(map);
            case Object other -> throw unexpected(name, "a mapping", other);
        };
    }

    static Map<String, Object> textKeys(Map<?, ?> map) {
        var result = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> result.put(key.toString(), value));
        return result;
    }

    private TemplateException unexpected(String name, String expected, Object actual) {
        return new TemplateException(where + ": " + name + " must be " + expected + ", not " + actual);
    }
}

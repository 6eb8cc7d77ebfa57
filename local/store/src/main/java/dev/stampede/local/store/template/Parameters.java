package dev.stampede.local.store.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Resolves the template's parameters: the given value or the default, validated as by CloudFormation. */
final class Parameters {

    private Parameters() {}

    static Map<String, Object> resolve(Values declared, Map<String, String> given) {
        for (var name : given.keySet()) {
            if (!declared.has(name)) {
                throw new TemplateException(
                        "Unknown parameter " + name + "; known parameters: " + String.join(", ", declared.names()));
            }
        }
        var resolved = new LinkedHashMap<String, Object>();
        for (var name : declared.names()) {
            var declaration = declared.section(name);
            var value = given.containsKey(name) ? given.get(name)
                    : declaration.optionalText("Default")
                            .orElseThrow(
                                    () -> new TemplateException("Parameter " + name + " has no value and no default"));
            check(name, declaration, value);
            resolved.put(name, typed(declaration, value));
        }
        return resolved;
    }

    private static Object typed(Values declaration, String value) {
        var type = declaration.text("Type");
        if (type.equals("CommaDelimitedList") || type.startsWith("List<")) {
            return value.isEmpty() ? List.of() : List.of((Object[]) value.split("\\s*,\\s*"));
        }
        return value;
    }

    private static void check(String name, Values declaration, String value) {
        var allowed = declaration.texts("AllowedValues");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw new TemplateException("Parameter " + name + " must be one of " + allowed + ", not " + value);
        }
        var pattern = declaration.optionalText("AllowedPattern");
        if (pattern.isPresent() && !Pattern.matches(pattern.get(), value)) {
            throw new TemplateException("Parameter " + name + " must match " + pattern.get() + ": " + value);
        }
        checkLength(name, declaration, value);
        if (declaration.text("Type").equals("Number")) {
            checkNumber(name, declaration, value);
        }
    }

    private static void checkLength(String name, Values declaration, String value) {
        if (value.length() < declaration.integer("MinLength", 0)
                || value.length() > declaration.integer("MaxLength", Integer.MAX_VALUE)) {
            throw new TemplateException("Parameter " + name + " is too short or too long: " + value);
        }
    }

    private static void checkNumber(String name, Values declaration, String value) {
        try {
            var number = Double.parseDouble(value);
            if (number < Double.parseDouble(declaration.text("MinValue", "-Infinity"))
                    || number > Double.parseDouble(declaration.text("MaxValue", "Infinity"))) {
                throw new TemplateException(
                        "Parameter " + name + " must be between " + declaration.text("MinValue", "any")
                                + " and " + declaration.text("MaxValue", "any") + ", not " + value);
            }
        } catch (NumberFormatException notANumber) {
            throw new TemplateException("Parameter " + name + " must be a number, not " + value);
        }
    }
}

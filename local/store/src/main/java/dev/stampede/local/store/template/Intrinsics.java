package dev.stampede.local.store.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates CloudFormation's intrinsic functions. {@link References} resolves references.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">
 *      Intrinsic function reference</a>
 */
final class Intrinsics {

    /** Resolves {@code Ref} and {@code Fn::GetAtt}. */
    interface References {

        Object ref(String name);

        Object attribute(String logicalId, String attribute);
    }

    private static final String NO_VALUE = "AWS::NoValue";
    private static final Object NOTHING = new Object();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Values conditions;
    private final Values mappings;
    private final References references;
    private final Map<String, Boolean> decided = new LinkedHashMap<>();

    Intrinsics(Values conditions, Values mappings, References references) {
        this.conditions = conditions;
        this.mappings = mappings;
        this.references = references;
    }

    static boolean isFunction(String key) {
        return key.startsWith("Fn::") || key.equals("Ref");
    }

    /** Whether the condition with this name is true. */
    boolean holds(String condition) {
        var known = decided.get(condition);
        if (known != null) {
            return known;
        }
        if (!conditions.has(condition)) {
            throw new TemplateException("Unknown condition " + condition);
        }
        var result = truth(conditions.all().get(condition));
        decided.put(condition, result);
        return result;
    }

    /** The value of a property, without {@code AWS::NoValue} entries. */
    Map<String, Object> resolveMapping(Map<String, Object> mapping) {
        return switch (resolve(mapping)) {
            case Map<?, ?> resolved -> Values.textKeys(resolved);
            case Object other -> throw new TemplateException("Expected a mapping, not " + other);
        };
    }

    Object resolve(Object value) {
        return switch (value) {
            case Map<?, ?> map when map.size() == 1
                    && isFunction(map.keySet().iterator().next().toString()) -> call(map.entrySet().iterator().next());
            case Map<?, ?> map -> resolveEntries(map);
            case List<?> list -> list.stream().map(this::resolve).filter(item -> item != NOTHING).toList();
            default -> value;
        };
    }

    private Map<String, Object> resolveEntries(Map<?, ?> map) {
        var resolved = new LinkedHashMap<String, Object>();
        map.forEach((key, item) -> {
            var itemValue = item == null ? NOTHING : resolve(item);
            if (itemValue != NOTHING) {
                resolved.put(key.toString(), itemValue);
            }
        });
        return resolved;
    }

    private Object call(Map.Entry<?, ?> function) {
        var argument = function.getValue();
        var name = function.getKey().toString();
        return switch (name) {
            case "Ref" -> argument.equals(NO_VALUE) ? NOTHING : references.ref(argument.toString());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> join(arguments(name, argument, 2));
            case "Fn::Split" -> split(arguments(name, argument, 2));
            case "Fn::Select" -> select(arguments(name, argument, 2));
            case "Fn::If" -> choose(arguments(name, argument, 3));
            case "Fn::FindInMap" -> find(arguments(name, argument, 3));
            case "Fn::Base64" -> Base64.getEncoder()
                    .encodeToString(text(name, argument).getBytes(StandardCharsets.UTF_8));
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" -> truth(Map.of(name, argument));
            default -> throw new TemplateException(name + " is not supported by the local store");
        };
    }

    private boolean truth(@Nullable Object expression) {
        if (!(expression instanceof Map<?, ?> map) || map.size() != 1) {
            throw new TemplateException("Not a condition: " + expression);
        }
        var name = map.keySet().iterator().next().toString();
        var argument = map.values().iterator().next();
        return switch (name) {
            case "Condition" -> holds(argument.toString());
            case "Fn::Equals" -> {
                var sides = arguments(name, argument, 2);
                yield resolve(sides.get(0)).toString().equals(resolve(sides.get(1)).toString());
            }
            case "Fn::Not" -> !truth(arguments(name, argument, 1).getFirst());
            case "Fn::And" -> list(name, argument).stream().allMatch(this::truth);
            case "Fn::Or" -> list(name, argument).stream().anyMatch(this::truth);
            default -> throw new TemplateException(name + " is not a condition");
        };
    }

    private Object attribute(Object argument) {
        var parts = argument instanceof String dotted ? Arrays.asList(dotted.split("\\.", 2))
                : arguments("Fn::GetAtt", argument, 2);
        return references.attribute(parts.get(0).toString(), resolve(parts.get(1)).toString());
    }

    private String substitute(Object argument) {
        var template = argument instanceof List<?> list ? list.getFirst().toString() : argument.toString();
        var own = argument instanceof List<?> list && list.get(1) instanceof Map<?, ?> map ? Values.textKeys(map)
                : Map.<String, Object> of();
        return PLACEHOLDER.matcher(template)
                .replaceAll(
                        match -> Matcher.quoteReplacement(placeholder(match.group(1), match.group(2).strip(), own)));
    }

    private String placeholder(String escape, String name, Map<String, Object> own) {
        if (!escape.isEmpty()) {
            return "${" + name + "}";
        }
        if (own.containsKey(name)) {
            return text("Fn::Sub", own.get(name));
        }
        var dot = name.indexOf('.');
        var value = dot < 0 ? references.ref(name)
                : references.attribute(name.substring(0, dot), name.substring(dot + 1));
        return value.toString();
    }

    private String join(List<?> arguments) {
        var parts = list("Fn::Join", resolve(arguments.get(1)));
        return String.join(arguments.get(0).toString(), parts.stream().map(Object::toString).toList());
    }

    private List<String> split(List<?> arguments) {
        return List.of(text("Fn::Split", arguments.get(1)).split(Pattern.quote(arguments.get(0).toString()), -1));
    }

    private Object select(List<?> arguments) {
        var index = Integer.parseInt(text("Fn::Select", arguments.get(0)));
        var choices = list("Fn::Select", resolve(arguments.get(1)));
        if (index < 0 || index >= choices.size()) {
            throw new TemplateException("Fn::Select: no item " + index + " in " + choices);
        }
        return choices.get(index);
    }

    private Object choose(List<?> arguments) {
        return resolve(arguments.get(holds(arguments.get(0).toString()) ? 1 : 2));
    }

    private Object find(List<?> arguments) {
        var path = new ArrayList<String>();
        arguments.forEach(argument -> path.add(text("Fn::FindInMap", argument)));
        var row = mappings.section(path.get(0)).section(path.get(1));
        if (!row.has(path.get(2))) {
            throw new TemplateException("Fn::FindInMap: not found: " + String.join("/", path));
        }
        return row.all().get(path.get(2));
    }

    private String text(String function, @Nullable Object argument) {
        return switch (argument == null ? NOTHING : resolve(argument)) {
            case Map<?, ?> map -> throw new TemplateException(function + ": expected a string, not " + map);
            case List<?> list -> throw new TemplateException(function + ": expected a string, not " + list);
            case Object value when value == NOTHING -> throw new TemplateException(function + ": a string is missing");
            case Object value -> value.toString();
        };
    }

    private static List<?> arguments(String function, Object argument, int count) {
        var arguments = list(function, argument);
        if (arguments.size() != count) {
            throw new TemplateException(function + " takes " + count + " arguments, not " + arguments);
        }
        return arguments;
    }

    private static List<?> list(String function, Object argument) {
        if (argument instanceof List<?> list) {
            return list;
        }
        throw new TemplateException(function + ": expected a list, not " + argument);
    }
}

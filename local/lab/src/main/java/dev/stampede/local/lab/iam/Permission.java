package dev.stampede.local.lab.iam;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One action on one resource that a statement of a policy allows. Immutable.
 *
 * @param action     such as {@code dynamodb:GetItem}; may contain wildcards
 * @param resource   an ARN; may contain wildcards
 * @param conditions by operator and condition key, the patterns of which a value must match one
 */
public record Permission(String action, String resource, Map<String, Map<String, List<String>>> conditions) {

    private static final String EQUALS = "StringEquals";
    private static final String LIKE = "StringLike";
    private static final String ALL_LIKE = "ForAllValues:StringLike";

    /** @throws IllegalArgumentException if an operator is unknown */
    public Permission {
        conditions.keySet().forEach(operator -> {
            if (!List.of(EQUALS, LIKE, ALL_LIKE).contains(operator)) {
                throw new IllegalArgumentException("Unsupported condition operator " + operator);
            }
        });
    }

    boolean allows(Access access) {
        return matches(action, access.action()) && matches(resource, access.resource())
                && conditions.entrySet().stream().allMatch(condition -> condition.getValue().entrySet().stream()
                        .allMatch(key -> holds(condition.getKey(), key.getValue(),
                                access.context().getOrDefault(key.getKey(), List.of()))));
    }

    private static boolean holds(String operator, List<String> patterns, List<String> values) {
        return switch (operator) {
            case EQUALS -> values.size() == 1 && patterns.contains(values.getFirst());
            case LIKE -> values.size() == 1 && isLikeOne(patterns, values.getFirst());
            default -> values.stream().allMatch(value -> isLikeOne(patterns, value));
        };
    }

    private static boolean isLikeOne(List<String> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, value));
    }

    /** As IAM does: {@code *} stands for any characters, {@code ?} for one. */
    static boolean matches(String pattern, String value) {
        if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
            return pattern.equals(value);
        }
        var expression = pattern.codePoints().mapToObj(Character::toString).map(character -> switch (character) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(character);
        }).collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(value).matches();
    }
}

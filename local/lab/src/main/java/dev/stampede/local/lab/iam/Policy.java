package dev.stampede.local.lab.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a function may do, from the inline policies of its resource in the template. Immutable. */
public record Policy(List<Permission> permissions, List<String> deniedActions) {

    private static final Set<String> STATEMENT = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    public Policy {
        permissions = List.copyOf(permissions);
        deniedActions = List.copyOf(deniedActions);
    }

    Policy(List<Permission> permissions) {
        this(permissions, List.of());
    }

    /**
     * Reads the property {@code Policies} of an {@code AWS::Serverless::Function}.
     *
     * @param policies the resolved property: a list of policy documents
     * @throws IllegalArgumentException if it has anything but policy documents whose statements allow actions on resources,
     *                                  or deny them on all
     */
    public static Policy of(List<?> policies) {
        var permissions = new ArrayList<Permission>();
        var denied = new ArrayList<String>();
        for (var policy : policies) {
            if (!(policy instanceof Map<?, ?> document) || !(document.get("Statement") instanceof List<?> statements)) {
                throw new IllegalArgumentException("Unsupported policy: " + policy);
            }
            for (var statement : statements) {
                if (statement instanceof Map<?, ?> denial && isDenial(denial)) {
                    denied.addAll(texts(denial.get("Action")));
                } else {
                    permissions.addAll(permissions((Map<?, ?>) statement));
                }
            }
        }
        return new Policy(permissions, denied);
    }

    /** The permission that allows an access; empty if it is denied. */
    Optional<Permission> allowing(Access access) {
        if (deniedActions.stream().anyMatch(action -> Permission.matches(action, access.action()))) {
            return Optional.empty();
        }
        return permissions.stream().filter(permission -> permission.allows(access)).findFirst();
    }

    private static boolean isDenial(Map<?, ?> statement) {
        return "Deny".equals(statement.get("Effect")) && "*".equals(statement.get("Resource"))
                && statement.keySet().equals(Set.of("Effect", "Action", "Resource"));
    }

    private static List<Permission> permissions(Map<?, ?> statement) {
        if (!"Allow".equals(statement.get("Effect")) || !STATEMENT.containsAll(statement.keySet())) {
            throw new IllegalArgumentException("Unsupported statement: " + statement);
        }
        var conditions = conditions(statement.get("Condition"));
        return texts(statement.get("Action")).stream()
                .flatMap(action -> texts(statement.get("Resource")).stream()
                        .map(resource -> new Permission(action, resource, conditions)))
                .toList();
    }

    private static Map<String, Map<String, List<String>>> conditions(Object condition) {
        var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
        if (condition instanceof Map<?, ?> operators) {
            operators.forEach((operator, keys) -> {
                var patterns = new LinkedHashMap<String, List<String>>();
                ((Map<?, ?>) keys).forEach((key, values) -> patterns.put(key.toString(), texts(values)));
                conditions.put(operator.toString(), patterns);
            });
        }
        return conditions;
    }

    private static List<String> texts(Object oneOrMore) {
        return oneOrMore instanceof List<?> list ? list.stream().map(Object::toString).toList()
                : List.of(oneOrMore.toString());
    }
}

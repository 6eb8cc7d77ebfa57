package dev.stampede.local.store.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The response of an authorizer function: an IAM policy and information about the caller.
 *
 * @param context {@code principalId} and the authorizer's context values, as strings
 */
record AuthorizerAnswer(List<Statement> statements, Map<String, String> context) {

    AuthorizerAnswer {
        statements = List.copyOf(statements);
        context = Map.copyOf(context);
    }

    /** A policy statement. In patterns, {@code *} matches any characters and {@code ?} matches one. */
    private record Statement(boolean allows, List<Pattern> actions, List<Pattern> resources) {

        boolean concerns(String methodArn) {
            return matches(actions, "execute-api:Invoke") && matches(resources, methodArn);
        }

        private static boolean matches(List<Pattern> patterns, String value) {
            return patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
        }
    }

    /** A deny overrides an allow; the default is to deny. */
    boolean allows(String methodArn) {
        var concerning = statements.stream().filter(statement -> statement.concerns(methodArn)).toList();
        return !concerning.isEmpty() && concerning.stream().allMatch(Statement::allows);
    }

    /** Returns empty if API Gateway does not accept the response. */
    static Optional<AuthorizerAnswer> parse(JsonNode answer) {
        var principal = answer.path("principalId");
        var statements = each(answer.path("policyDocument").path("Statement"));
        var context = context(answer.path("context"));
        if (!principal.isValueNode() || principal.isNull() || context == null) {
            return Optional.empty();
        }
        var parsed = new ArrayList<Statement>();
        for (var statement : statements) {
            if (!isStatement(statement)) {
                return Optional.empty();
            }
            parsed.add(new Statement(statement.path("Effect").asText().equals("Allow"),
                    patterns(statement.path("Action"), Pattern.CASE_INSENSITIVE),
                    patterns(statement.path("Resource"), 0)));
        }
        context.put("principalId", principal.asText());
        return Optional.of(new AuthorizerAnswer(parsed, context));
    }

    private static boolean isStatement(JsonNode statement) {
        var effect = statement.path("Effect").asText();
        return (effect.equals("Allow") || effect.equals("Deny")) && statement.path("Condition").isEmpty()
                && !each(statement.path("Action")).isEmpty() && !each(statement.path("Resource")).isEmpty();
    }

    private static @Nullable Map<String, String> context(JsonNode context) {
        var values = new HashMap<String, String>();
        for (var entry : context.properties()) {
            if (entry.getValue().isContainerNode()) {
                return null;
            }
            if (!entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return values;
    }

    private static List<Pattern> patterns(JsonNode node, int flags) {
        return each(node).stream().map(JsonNode::asText).map(text -> wildcard(text, flags)).toList();
    }

    private static Pattern wildcard(String text, int flags) {
        var expression = text.chars().mapToObj(character -> switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        }).collect(Collectors.joining());
        return Pattern.compile(expression, flags | Pattern.DOTALL);
    }

    private static List<JsonNode> each(JsonNode oneOrMany) {
        if (oneOrMany.isArray()) {
            return oneOrMany.valueStream().toList();
        }
        return oneOrMany.isMissingNode() || oneOrMany.isNull() ? List.of() : List.of(oneOrMany);
    }
}

package dev.stampede.auth;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse.PolicyDocument;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Callers' permissions, as policies. A policy covers the whole API rather than the called route, because API Gateway
 * caches it and applies it to later calls with the same token.
 */
final class Permissions {

    private static final Pattern METHOD_ARN = Pattern.compile("(arn:[^:]+:execute-api:[^:]*:[^:]*:[^/:]+/[^/]+)/.*");
    private static final String ALL_ROUTES = "/*";
    private static final String ADMIN_ROUTES = "/*/v1/admin/*";

    private Permissions() {}

    /** @param methodArn the ARN of any route of the API */
    static IamPolicyResponse ofGuest(String methodArn) {
        return policy("guest", withoutAdmin(stage(methodArn)), Map.of());
    }

    /**
     * @param expiresAt when the customer's token expires
     * @param methodArn the ARN of any route of the API
     */
    static IamPolicyResponse of(Customer customer, Instant expiresAt, String methodArn) {
        var stage = stage(methodArn);
        var statements = customer.isAdmin()
                ? List.of(IamPolicyResponse.allowStatement(stage + ALL_ROUTES))
                : withoutAdmin(stage);
        return policy(customer.id(), statements, context(customer, expiresAt));
    }

    private static List<Statement> withoutAdmin(String stage) {
        return List.of(
                IamPolicyResponse.allowStatement(stage + ALL_ROUTES),
                IamPolicyResponse.denyStatement(stage + ADMIN_ROUTES));
    }

    /**
     * Functions receive these values as {@code requestContext.authorizer}; API Gateway does not support lists. It
     * caches them, possibly beyond the token's expiry, so functions check {@code expiresAt}, in seconds since 1970.
     */
    private static Map<String, Object> context(Customer customer, Instant expiresAt) {
        var context = new HashMap<String, Object>();
        context.put("customerId", customer.id());
        context.put("groups", String.join(" ", customer.groups()));
        context.put("expiresAt", Long.toString(expiresAt.getEpochSecond()));
        customer.email().ifPresent(email -> context.put("email", email));
        return context;
    }

    private static IamPolicyResponse policy(
            String principal, List<Statement> statements, Map<String, Object> context) {
        var document = PolicyDocument.builder()
                .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                .withStatement(new ArrayList<>(statements))
                .build();
        return IamPolicyResponse.builder()
                .withPrincipalId(principal)
                .withPolicyDocument(document)
                .withContext(context)
                .build();
    }

    private static String stage(String methodArn) {
        var matcher = METHOD_ARN.matcher(methodArn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not the ARN of an API method: " + methodArn);
        }
        return matcher.group(1);
    }
}

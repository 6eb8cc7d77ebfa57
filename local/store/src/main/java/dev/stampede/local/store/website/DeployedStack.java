package dev.stampede.local.store.website;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the website needs to know about its stack.
 *
 * @param bucket the bucket that the distribution reads from
 * @param url    of the storefront
 */
public record DeployedStack(String bucket, String url, String storeName, String issuer, String clientId,
        boolean isSandbox) {

    private static final String SANDBOX = "sandbox";

    /**
     * Reads the response of CloudFormation's DescribeStacks.
     *
     * @throws IllegalArgumentException if it does not describe one stack with a website
     */
    public static DeployedStack read(String json) {
        var stacks = parse(json).path("Stacks");
        if (stacks.size() != 1) {
            throw new IllegalArgumentException("expected the description of one stack, not of " + stacks.size());
        }
        var outputs = named(stacks.get(0).path("Outputs"), "OutputKey", "OutputValue");
        var parameters = named(stacks.get(0).path("Parameters"), "ParameterKey", "ParameterValue");
        if (!outputs.containsKey("WebsiteBucketName")) {
            throw new IllegalArgumentException("the stack has no website: deploy it with CreateWebsite=yes");
        }
        return new DeployedStack(of(outputs, "WebsiteBucketName"), of(outputs, "WebsiteUrl"),
                of(parameters, "StoreName"), of(outputs, "WebsiteIssuer"), of(outputs, "WebsiteClient"),
                of(parameters, "PaymentProvider").equals(SANDBOX));
    }

    /** The module {@code deployment.js} of the web applications. */
    public String module() {
        var deployment = new LinkedHashMap<String, Object>();
        deployment.put("storeName", storeName);
        // On the same host: the distribution passes it on.
        deployment.put("apiUrl", "");
        var signIn = new LinkedHashMap<String, Object>();
        signIn.put("issuer", issuer);
        signIn.put("storefront", clientId);
        signIn.put("admin", clientId);
        deployment.put("signIn", signIn);
        deployment.put("isSandbox", isSandbox);
        deployment.put("mailbox", "");
        deployment.put("console", "");
        return "export const DEPLOYMENT = " + Json.write(deployment) + ";\n";
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not the JSON that aws cloudformation describe-stacks prints",
                    malformed);
        }
    }

    private static Map<String, String> named(JsonNode list, String key, String value) {
        var values = new LinkedHashMap<String, String>();
        list.forEach(item -> values.put(item.path(key).asText(), item.path(value).asText()));
        return values;
    }

    private static String of(Map<String, String> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the stack's description has no " + name);
        }
        return value;
    }
}

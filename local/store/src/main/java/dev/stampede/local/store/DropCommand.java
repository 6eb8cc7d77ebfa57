package dev.stampede.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.plan.DropSettings;
import dev.stampede.local.store.plan.Facts;
import dev.stampede.local.store.plan.Plan;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prepares a store for the sale of one product. */
@Command(name = "drop", description = "Prepares a store for the sale of one product.", mixinStandardHelpOptions = true)
final class DropCommand {

    private static final String FUNCTION = "InventoryFunction";
    private static final int OK = 200;

    @Spec
    private CommandSpec spec;

    /** @return 0 also if it only shows what it would change */
    @Command(name = "prepare", description = "Shows what the sale needs, and changes it with --yes.", mixinStandardHelpOptions = true)
    int prepare(@Mixin StoreLocation store, @Parameters(paramLabel = "SKU") String sku,
            @Option(names = "--orders", paramLabel = "N", required = true, description = "Orders per second when the sale starts.") long perSecond,
            @Option(names = "--yes", description = "Change what is shown.") boolean yes) {
        Logs.configure(false);
        var concurrency = store.isDeployed() ? store.deployed(clients -> (long) clients.lambda().getAccountSettings()
                .accountLimit().concurrentExecutions()) : 0L;
        var wanted = settings(perSecond, concurrency);
        var shards = api(store, "GET", "/v1/admin/inventory/{sku}", sku, null).path("minShards").asInt();
        var current = store.isDeployed() ? AwsCli.parameters(store.stack()) : Map.<String, String> of();
        var changes = changes(current, wanted.parameters());
        var reshards = shards < wanted.shards();
        if (reshards) {
            print("shards of %s: at least %d, now %d", sku, wanted.shards(), shards);
        }
        changes.forEach((name, value) -> print("%s: %s, now %s", name, value, current.get(name)));
        if (!reshards && changes.isEmpty()) {
            print("Prepared for %,d orders a second.", perSecond);
        }
        if (store.isDeployed()) {
            quotas(perSecond, concurrency);
        }
        if (yes) {
            apply(store, sku, reshards ? wanted.shards() : 0, current, changes);
        } else if (reshards || !changes.isEmpty()) {
            print("Nothing was changed. To change it, add --yes.");
        }
        return 0;
    }

    private void apply(StoreLocation store, String sku, int shards, Map<String, String> current,
            Map<String, String> changes) {
        if (shards > 0) {
            var stock = api(store, "PUT", "/v1/admin/inventory/{sku}/shards", sku,
                    Json.write(Map.of("shards", shards)));
            print("%s has %d shards.", sku, stock.path("shardCount").asInt());
        }
        if (!changes.isEmpty()) {
            print("Updating the stack %s ...", store.stack());
            AwsCli.update(store.stack(), current.keySet(), changes);
            print("The stack is updated.");
        }
    }

    private DropSettings settings(long perSecond, long concurrency) {
        try {
            return DropSettings.of(perSecond, concurrency);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /** The parameters of the stack that are too low. */
    private static Map<String, String> changes(Map<String, String> current, Map<String, String> wanted) {
        var changes = new LinkedHashMap<String, String>();
        wanted.forEach((name, value) -> {
            if (current.containsKey(name) && Long.parseLong(current.get(name)) < Long.parseLong(value)) {
                changes.put(name, value);
            }
        });
        return changes;
    }

    /** The account's quota of concurrent executions is known; the others are compared with AWS's defaults. */
    private void quotas(long perSecond, long concurrency) {
        var aws = Facts.aws();
        var lambda = aws.quotas().get("lambdaConcurrency").name();
        print("Check these quotas of the account:");
        Plan.quotas(perSecond, aws, Facts.measurements()).forEach(quota -> print("  %s: at least %,.0f; %s %,.0f",
                quota.name(), quota.needed(), quota.name().equals(lambda) ? "it is" : "by default",
                quota.name().equals(lambda) ? concurrency : quota.value()));
    }

    /** Calls a route of the admin API by its function, as an admin: whoever may invoke the function may do so. */
    private static JsonNode api(StoreLocation store, String method, String route, String sku,
            @Nullable String body) {
        var authorizer = Map.of("principalId", "operator", "customerId", "operator", "groups", "admin");
        var event = new LinkedHashMap<String, Object>();
        event.put("resource", route);
        event.put("path", route.replace("{sku}", sku));
        event.put("httpMethod", method);
        event.put("headers", Map.of("Content-Type", "application/json"));
        event.put("multiValueHeaders", Map.of("Content-Type", List.of("application/json")));
        event.put("pathParameters", Map.of("sku", sku));
        event.put("requestContext", Map.of("resourcePath", route, "httpMethod", method, "requestId", "operator",
                "identity", Map.of("sourceIp", "127.0.0.1"), "authorizer", authorizer));
        event.put("body", body);
        event.put("isBase64Encoded", false);
        var response = parse(new String(
                store.invoke(FUNCTION, Json.write(event).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        var content = parse(response.path("body").asText());
        if (response.path("statusCode").asInt() != OK) {
            throw new CannotStart(sku + ": " + content.path("title").asText() + " " + content.path("detail").asText(),
                    null);
        }
        return content;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException notJson) {
            throw new CannotStart(FUNCTION + " did not return JSON", notJson);
        }
    }

    private void print(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}

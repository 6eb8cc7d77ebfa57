package dev.stampede.local.store.http;

import dev.stampede.local.store.lambda.FunctionStatistics;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import dev.stampede.runtime.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the template's functions with their triggers, filters, authorizers and statistics, and invokes a function with
 * a given event.
 */
public final class FunctionsPage implements LocalPage {

    private static final String API = "AWS::Serverless::Api";
    private static final String INVOCATIONS = "/invocations";

    private final Template template;
    private final FunctionInvoker functions;
    private final Supplier<List<FunctionStatistics>> statistics;

    public FunctionsPage(Template template, FunctionInvoker functions,
            Supplier<List<FunctionStatistics>> statistics) {
        this.template = template;
        this.functions = functions;
        this.statistics = statistics;
    }

    @Override
    public String path() {
        return "/_local/functions";
    }

    @Override
    public String about() {
        return "functions, their triggers, and invocation counts";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        var below = call.rawPath().substring(path().length());
        if (call.method().equals("GET") && below.isEmpty()) {
            return Optional.of(HttpReply.json(200, rows()));
        }
        if (call.method().equals("POST") && below.endsWith(INVOCATIONS)) {
            return Optional.of(invoke(below.substring(1, below.length() - INVOCATIONS.length()), call));
        }
        return Optional.empty();
    }

    /**
     * Behaves like Lambda's Invoke. Requires a JSON content type, which pages of other origins cannot send without
     * CORS.
     */
    private HttpReply invoke(String functionId, HttpCall call) {
        if (call.header("Content-Type").filter(type -> type.startsWith("application/json")).isEmpty()) {
            return HttpReply.problem(415, "Unsupported media type", "Content-Type must be application/json");
        }
        if (template.functions().stream().noneMatch(function -> function.logicalId().equals(functionId))) {
            return HttpReply.problem(404, "Function not found", "Unknown function " + functionId + "; known functions: "
                    + template.functions().stream().map(FunctionDefinition::logicalId)
                            .collect(Collectors.joining(", ")));
        }
        return switch (functions.invoke(functionId, call.body())) {
            case Invocation.Answered answered ->
                    new HttpReply(200, List.of(new Header("Content-Type", "application/json")), answered.payload());
            case Invocation.Failed failed ->
                    new HttpReply(200, List.of(new Header("Content-Type", "application/json"),
                            new Header("X-Amz-Function-Error", "Unhandled")), failed.payload());
            case Invocation.Throttled throttled ->
                    HttpReply.problem(429, "Throttled", "The function's reserved concurrency is in use");
        };
    }

    private List<Map<String, Object>> rows() {
        var figures = statistics.get().stream()
                .collect(Collectors.toMap(FunctionStatistics::logicalId, Function.identity()));
        return template.functions().stream().filter(function -> figures.containsKey(function.logicalId()))
                .map(function -> row(function, figures.get(function.logicalId()))).toList();
    }

    private Map<String, Object> row(FunctionDefinition function, FunctionStatistics figures) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", function.logicalId());
        row.put("handler", function.handler());
        row.put("triggers", triggers(function));
        row.put("invocations", figures.invocations());
        row.put("errors", figures.errors());
        row.put("throttles", figures.throttles());
        row.put("running", figures.running());
        row.put("meanMillis", Math.round(figures.meanDuration().toNanos() / 10_000.0) / 100.0);
        return row;
    }

    private List<String> triggers(FunctionDefinition function) {
        var events = function.events().stream().map(event -> trigger(event) + condition(function, event));
        return Stream.concat(events, authorizers(function)).toList();
    }

    /** The API authorizers that use this function. */
    private Stream<String> authorizers(FunctionDefinition function) {
        return template.resourcesOf(API).stream().map(api -> Values.of(api).section("Auth").section("Authorizers"))
                .flatMap(all -> all.names().stream()
                        .filter(name -> all.section(name).text("FunctionArn").equals(function.arn())))
                .map(name -> "Authorizer " + name);
    }

    /** The authorizer or filter that an event must pass. */
    private String condition(FunctionDefinition function, EventDefinition event) {
        var values = new Values(function.logicalId() + "." + event.id(), event.properties());
        return switch (event.type()) {
            case "Api" -> authorizer(values).map(name -> ", authorizer " + name).orElse("");
            case "SNS" -> values.has("FilterPolicy") ? ", filter " + Json.write(values.section("FilterPolicy").all())
                    : "";
            default -> values.section("FilterCriteria").sections("Filters").stream()
                    .map(filter -> filter.text("Pattern")).reduce((a, b) -> a + " or " + b)
                    .map(patterns -> ", filter " + patterns).orElse("");
        };
    }

    private Optional<String> authorizer(Values event) {
        var own = event.section("Auth").optionalText("Authorizer");
        return own.or(() -> template.resourcesOf(API).stream().findFirst()
                .flatMap(api -> Values.of(api).section("Auth").optionalText("DefaultAuthorizer")))
                .filter(name -> !name.equals("NONE"));
    }

    private static String trigger(EventDefinition event) {
        var properties = event.properties();
        return switch (event.type()) {
            case "Api" ->
                    String.valueOf(properties.get("Method")).toUpperCase(Locale.ROOT) + " " + properties.get("Path");
            case "SQS" -> "SQS " + lastPart(properties.get("Queue"));
            case "DynamoDB" -> "DynamoDB stream " + String.valueOf(properties.get("Stream")).replaceFirst(
                    ".*:table/([^/]+)/.*", "$1");
            case "SNS" -> "SNS " + lastPart(properties.get("Topic"));
            case "Schedule" -> "Schedule " + properties.get("Schedule");
            case String other -> other + " " + event.id();
        };
    }

    private static String lastPart(Object arn) {
        return String.valueOf(arn).replaceFirst(".*:", "");
    }
}

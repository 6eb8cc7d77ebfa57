package dev.stampede.local.store.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The deployment template of a local stack, with parameters, conditions and intrinsic functions resolved and globals
 * merged in. Resources whose condition is false are absent.
 *
 * <p>
 * Immutable.
 */
public final class Template {

    /** Default prefix of queue URLs: SQS clients use only the name from a queue's URL. */
    private static final URI QUEUE_ADDRESS = URI.create("https://sqs." + Stack.REGION + ".amazonaws.com");

    /** Values of the parameters without a default, for those who only look at a template. */
    private static final Map<String, String> EXAMPLE = Map.of(
            "Stage", "dev", "OidcIssuer", "https://issuer.example.com", "OidcAudience", "store");

    private final Stack stack;
    private final Map<String, Resource> resources;
    private final List<FunctionDefinition> functions;
    private final Map<String, String> outputs;

    private Template(Stack stack, Map<String, Resource> resources, List<FunctionDefinition> functions,
            Map<String, String> outputs) {
        this.stack = stack;
        this.resources = resources;
        this.functions = functions;
        this.outputs = outputs;
    }

    /** Reads the store's template to look at its resources: with an example for each parameter that needs a value. */
    public static Template inspect(Path file, Map<String, String> parameterOverrides) {
        var parameters = new HashMap<>(EXAMPLE);
        parameters.putAll(parameterOverrides);
        return read(file, parameters);
    }

    /** Reads a template for a local stack with a new ID. */
    public static Template read(Path file, Map<String, String> parameterOverrides) {
        return read(file, parameterOverrides, Stack.local(UUID.randomUUID(), QUEUE_ADDRESS));
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException if the template is invalid or uses an unsupported feature, or if a parameter is
     *                           unknown, invalid or has no value
     */
    public static Template read(Path file, Map<String, String> parameterOverrides, Stack stack) {
        var document = new Values("template", Yaml.read(file));
        var scope = new Scope(document, parameterOverrides, stack);
        var resources = scope.resources();
        var functions = resources.values().stream().filter(resource -> resource.type().equals(ResourceTypes.FUNCTION))
                .map(resource -> FunctionDefinition.of(resource,
                        scope.attribute(resource.logicalId(), "Arn").toString()))
                .toList();
        return new Template(stack, resources, functions, scope.outputs());
    }

    public Stack stack() {
        return stack;
    }

    /** All resources, in the template's order. */
    public List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    /** @throws TemplateException if the template has none with this logical ID */
    public Resource resource(String logicalId) {
        var resource = resources.get(logicalId);
        if (resource == null) {
            throw new TemplateException("Unknown resource " + logicalId);
        }
        return resource;
    }

    /** The resources of a type, such as {@code AWS::DynamoDB::Table}. */
    public List<Resource> resourcesOf(String type) {
        return resources.values().stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The resources without a local equivalent, which exist only by name. */
    public List<Resource> resourcesWithoutLocalMeaning() {
        return resources.values().stream().filter(resource -> ResourceTypes.isWithoutLocalMeaning(resource.type()))
                .toList();
    }

    public List<FunctionDefinition> functions() {
        return functions;
    }

    /** @throws TemplateException if the template has none with this logical ID */
    public FunctionDefinition function(String logicalId) {
        return functions.stream().filter(function -> function.logicalId().equals(logicalId)).findFirst()
                .orElseThrow(() -> new TemplateException("Unknown function " + logicalId + "; known functions: "
                        + functions.stream().map(FunctionDefinition::logicalId).collect(Collectors.joining(", "))));
    }

    /** The outputs by name. */
    public Map<String, String> outputs() {
        return outputs;
    }
}

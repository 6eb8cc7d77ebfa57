package dev.stampede.local.store.http;

import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.template.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API from the template: an {@code AWS::Serverless::Api} and the functions' {@code Api} events. Unsupported
 * properties are errors that name the property.
 *
 * <p>Source of the defaults: AWS SAM specification, {@code ApiAuth}, {@code LambdaRequestAuthorizationIdentity},
 * {@code LambdaTokenAuthorizationIdentity} and {@code CorsConfiguration}.
 */
final class ApiReader {

    private static final String API_TYPE = "AWS::Serverless::Api";
    private static final String EVENT_TYPE = "Api";
    private static final String NO_AUTHORIZER = "NONE";
    private static final int DEFAULT_REAUTHORIZE_SECONDS = 300;

    private final Template template;
    private final Resource resource;
    private final Values api;
    private final Values auth;

    private ApiReader(Template template, Resource resource) {
        this.template = template;
        this.resource = resource;
        this.api = Values.of(resource);
        this.auth = api.section("Auth");
    }

    /** @throws TemplateException if there is not exactly one API, or a property is not supported */
    static Api read(Template template) {
        var apis = template.resourcesOf(API_TYPE);
        if (apis.size() != 1) {
            throw new TemplateException("The local store supports exactly one " + API_TYPE + "; the template has "
                    + apis.size());
        }
        try {
            return new ApiReader(template, apis.getFirst()).read();
        } catch (IllegalArgumentException invalid) {
            throw new TemplateException(apis.getFirst().logicalId() + ": " + invalid.getMessage());
        }
    }

    private Api read() {
        rejectUnsupported(api, "DefinitionBody", "DefinitionUri");
        rejectUnsupported(auth, "ApiKeyRequired", "ResourcePolicy");
        var stack = template.stack();
        return new Api(apiId(), api.text("StageName"), stack.account(), stack.region(), new RouteTable(routes()),
                authorizers(),
                defaultAuthorizer(), cors(), gatewayResponses(), compression());
    }

    /** The value of {@code Ref} for the API. */
    private String apiId() {
        return resource.logicalId().toLowerCase(Locale.ROOT);
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var function : template.functions()) {
            for (var event : function.events(EVENT_TYPE)) {
                routes.add(route(function, event));
            }
        }
        return routes;
    }

    private Route route(FunctionDefinition function, EventDefinition event) {
        var properties = new Values(function.logicalId() + "." + event.id(), event.properties());
        if (!properties.text("RestApiId").equals(apiId())) {
            throw new TemplateException(properties.where() + ": RestApiId must be " + resource.logicalId());
        }
        var eventAuth = properties.section("Auth");
        rejectUnsupported(eventAuth, "ApiKeyRequired", "ResourcePolicy", "AuthorizationScopes", "InvokeRole");
        var authorizer = eventAuth.optionalText("Authorizer").orElse(defaultAuthorizer());
        return new Route(properties.text("Method").toUpperCase(Locale.ROOT),
                PathPattern.parse(properties.text("Path")), function.logicalId(), function.timeout(),
                NO_AUTHORIZER.equals(authorizer) ? null : authorizer);
    }

    private @Nullable String defaultAuthorizer() {
        return auth.optionalText("DefaultAuthorizer").orElse(null);
    }

    private Map<String, AuthorizerDefinition> authorizers() {
        var definitions = new LinkedHashMap<String, AuthorizerDefinition>();
        var section = auth.section("Authorizers");
        section.names().forEach(name -> definitions.put(name, authorizer(name, section.section(name))));
        return definitions;
    }

    private AuthorizerDefinition authorizer(String name, Values definition) {
        rejectUnsupported(definition, "UserPoolArn", "AuthorizationScopes", "DisableFunctionDefaultPermissions");
        var functionId = functionId(definition);
        var identity = definition.section("Identity");
        rejectUnsupported(identity, "StageVariables", "Context");
        var ttl = Duration.ofSeconds(identity.integer("ReauthorizeEvery", DEFAULT_REAUTHORIZE_SECONDS));
        return switch (definition.text("FunctionPayloadType", "TOKEN")) {
            case "TOKEN" -> new AuthorizerDefinition.Token(name, functionId, ttl,
                    identity.text("Header", "Authorization"),
                    identity.optionalText("ValidationExpression").map(Pattern::compile).orElse(null));
            case "REQUEST" -> new AuthorizerDefinition.Request(name, functionId, ttl, identitySources(identity));
            case String other ->
                    throw new TemplateException(definition.where() + ": unsupported FunctionPayloadType " + other);
        };
    }

    private static List<AuthorizerDefinition.IdentitySource> identitySources(Values identity) {
        var sources = new ArrayList<AuthorizerDefinition.IdentitySource>();
        identity.texts("Headers").forEach(name -> sources.add(new AuthorizerDefinition.IdentitySource.InHeader(name)));
        identity.texts("QueryStrings")
                .forEach(name -> sources.add(new AuthorizerDefinition.IdentitySource.InQuery(name)));
        return sources;
    }

    private String functionId(Values definition) {
        var arn = definition.text("FunctionArn");
        return template.functions().stream().filter(function -> function.arn().equals(arn))
                .map(FunctionDefinition::logicalId).findFirst().orElseThrow(
                        () -> new TemplateException(
                                definition.where() + ": FunctionArn is not the ARN of a function: " + arn));
    }

    private @Nullable CorsPolicy cors() {
        if (!api.has("Cors")) {
            return null;
        }
        var protectedPreflight = defaultAuthorizer() != null
                && auth.flag("AddDefaultAuthorizerToCorsPreflight", true);
        if (!(api.all().get("Cors") instanceof Map)) {
            return new CorsPolicy(unquoted(api.text("Cors")), null, null, null, false, protectedPreflight);
        }
        var cors = api.section("Cors");
        return new CorsPolicy(unquoted(cors.text("AllowOrigin")),
                cors.optionalText("AllowMethods").map(ApiReader::unquoted).orElse(null),
                cors.optionalText("AllowHeaders").map(ApiReader::unquoted).orElse(null),
                cors.optionalText("MaxAge").map(ApiReader::unquoted).orElse(null),
                cors.flag("AllowCredentials", false), protectedPreflight);
    }

    private Compression compression() {
        var minimum = api.integer("MinimumCompressionSize");
        return minimum.isPresent() ? new Compression(minimum.getAsInt()) : Compression.NONE;
    }

    private Map<String, GatewayResponse> gatewayResponses() {
        var responses = new LinkedHashMap<String, GatewayResponse>();
        var section = api.section("GatewayResponses");
        for (var name : section.names()) {
            var response = section.section(name);
            var parameters = response.section("ResponseParameters");
            rejectUnsupported(parameters, "Paths", "QueryStrings");
            var status = response.integer("StatusCode");
            responses.put(name, new GatewayResponse(status.isPresent() ? status.getAsInt() : null,
                    parameters.section("Headers").texts(), response.section("ResponseTemplates").texts()));
        }
        return responses;
    }

    private static void rejectUnsupported(Values values, String... names) {
        for (var name : names) {
            if (values.has(name)) {
                throw new TemplateException(values.where() + ": " + name + " is not supported by the local store");
            }
        }
    }

    /** API Gateway requires single quotes around static values. */
    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("'") || !value.endsWith("'")) {
            throw new TemplateException("Values of Cors must be enclosed in single quotes: " + value);
        }
        return value.substring(1, value.length() - 1);
    }
}

package dev.stampede.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * openapi.yaml, to hold responses against. A response must have a documented status, content type, body and headers;
 * a member or header that the contract does not mention is a violation. Thread-safe.
 */
final class Contract {

    /** Headers of HTTP itself, of CORS, and of proxies in front of a deployed store. */
    private static final Pattern TRANSPORT = Pattern.compile(
            "(?i)date|server|connection|keep-alive|via|age|vary|transfer-encoding|x-content-type-options"
                    + "|content-(length|type|encoding)|access-control-.*|x-amz.*|x-cache|apigw-.*");

    /** An import or adjustment succeeds although some of its rows are invalid. */
    private static final Pattern REFUSED_ROWS = Pattern.compile("\"(failed|refused)\":\\[\\{");

    /** Keywords whose value is a schema, schemas by name, or a list of schemas, of a value of its own. */
    private static final Set<String> NESTED = Set.of("properties", "items", "additionalProperties");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static final Contract STORE = new Contract(read());

    private final JsonNode document;
    private final ObjectNode closedComponents;
    private final List<Path> paths;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private record Path(String template, Pattern pattern, JsonNode operations) {}

    private Contract(JsonNode document) {
        this.document = document;
        this.closedComponents = MAPPER.createObjectNode();
        closedComponents.set("schemas", MAPPER.createObjectNode());
        document.path("components").path("schemas").properties().forEach(schema -> closedComponents
                .withObject("schemas").set(schema.getKey(), closedInside(schema.getValue())));
        this.paths = document.path("paths").properties().stream()
                .map(path -> new Path(path.getKey(), pattern(path.getKey()), path.getValue()))
                .sorted(Comparator.comparing(path -> path.template().chars().filter(letter -> letter == '{').count()))
                .toList();
    }

    JsonNode document() {
        return document;
    }

    /**
     * How a response, or a request that succeeded, differs from the contract; empty if it does not, or if the path is not
     * the store's.
     */
    List<String> violations(
            String method, String target, byte[] sent, int status, HttpHeaders headers, String body) {
        var path = target.replaceFirst("\\?.*", "");
        var known = paths.stream().filter(one -> one.pattern().matcher(path).matches()).findFirst();
        if (known.isEmpty()) {
            return List.of();
        }
        var operation = known.get().operations().path(
                (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return status == 405 ? List.of()
                    : List.of("status " + status + " for a method that the path does not have");
        }
        var response = Optional.of(operation.path("responses").path(Integer.toString(status)))
                .filter(JsonNode::isObject)
                .map(this::resolved);
        if (response.isEmpty()) {
            return List.of("status " + status + " is not documented");
        }
        var found = new ArrayList<String>();
        if (status < 300 && !REFUSED_ROWS.matcher(body).find()) {
            request(operation, sent).forEach(found::add);
        }
        undocumentedHeaders(response.get(), headers).forEach(found::add);
        if (!method.equals("HEAD")) {
            content(response.get(), headers, body).forEach(found::add);
        }
        return found;
    }

    /** How JSON differs from a schema of the contract; empty if it does not. @param schema its name */
    List<String> violations(String schema, String json) {
        var reference = MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema);
        return schema(reference).validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
    }

    private Stream<String> request(JsonNode operation, byte[] sent) {
        var schema = operation.path("requestBody").path("content").path("application/json").path("schema");
        if (sent.length == 0 || sent[0] != '{' || schema.isMissingNode()) {
            return Stream.of();
        }
        return schema(schema).validate(new String(sent, UTF_8), InputFormat.JSON).stream()
                .map(error -> "in the request, " + error);
    }

    private static Stream<String> undocumentedHeaders(JsonNode response, HttpHeaders headers) {
        var documented = response.path("headers").propertyStream()
                .map(header -> header.getKey().toLowerCase(Locale.ROOT)).toList();
        return headers.map().keySet().stream().map(header -> header.toLowerCase(Locale.ROOT))
                .filter(header -> !TRANSPORT.matcher(header).matches() && !documented.contains(header)
                        && !header.startsWith(":"))
                .map(header -> "header " + header + " is not documented");
    }

    private Stream<String> content(JsonNode response, HttpHeaders headers, String body) {
        var content = response.path("content");
        if (body.isEmpty()) {
            return content.isEmpty() ? Stream.of() : Stream.of("the body is empty");
        }
        var type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        var documented = content.path(type);
        if (documented.isMissingNode()) {
            return Stream.of("content type " + type + " is not documented");
        }
        return type.endsWith("json")
                ? schema(documented.path("schema")).validate(body, InputFormat.JSON).stream().map(Error::toString)
                : Stream.of();
    }

    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema, key -> {
            var root = closed(key).deepCopy();
            root.set("components", closedComponents);
            return registry.getSchema(root);
        });
    }

    /** With no members but those that it, or what it refers to, describes. */
    private static ObjectNode closed(JsonNode schema) {
        var closed = closedInside(schema);
        if (!closed.has("additionalProperties")) {
            closed.put("unevaluatedProperties", false);
        }
        return closed;
    }

    /** What is below the schema is closed; the schema itself may be a part of another. */
    private static ObjectNode closedInside(JsonNode schema) {
        var copy = (ObjectNode) schema.deepCopy();
        schema.properties().forEach(keyword -> {
            var value = keyword.getValue();
            if (keyword.getKey().equals("properties")) {
                var members = copy.putObject("properties");
                value.properties().forEach(member -> members.set(member.getKey(), closed(member.getValue())));
            } else if (NESTED.contains(keyword.getKey()) && value.isObject()) {
                copy.set(keyword.getKey(), closed(value));
            } else if (value instanceof ArrayNode parts && keyword.getKey().endsWith("Of")) {
                var closedParts = copy.putArray(keyword.getKey());
                parts.forEach(part -> closedParts.add(closedInside(part)));
            }
        });
        return copy;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static JsonNode read() {
        try {
            var text = Files.readString(Project.root().resolve("openapi.yaml"));
            return MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

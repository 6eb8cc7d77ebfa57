package dev.stampede.local.store.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A function of the template, with globals merged in.
 *
 * @param name       the physical name
 * @param handler    the name of the handler class, without the method after {@code ::}
 * @param timeout    maximum duration of an invocation
 * @param memory     in MB
 * @param properties all properties, including those without an accessor
 */
public record FunctionDefinition(String logicalId, String name, String arn, String handler, String codeUri,
        Duration timeout, int memory, Map<String, String> environment, List<EventDefinition> events,
        Map<String, Object> properties) {

    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int DEFAULT_MEMORY_MB = 128;

    static FunctionDefinition of(Resource resource, String arn) {
        var values = new Values(resource.logicalId(), resource.properties());
        return new FunctionDefinition(resource.logicalId(), resource.physicalName(), arn,
                values.text("Handler").replaceFirst("::handleRequest$", ""), values.text("CodeUri", ""),
                Duration.ofSeconds(values.integer("Timeout", DEFAULT_TIMEOUT_SECONDS)),
                values.integer("MemorySize", DEFAULT_MEMORY_MB), environment(values), events(values),
                resource.properties());
    }

    /** The maximum number of concurrent invocations; empty if the template sets no limit. */
    public OptionalInt reservedConcurrency() {
        return new Values(logicalId, properties).integer("ReservedConcurrentExecutions");
    }

    /** The events of one type, such as {@code SQS}. */
    public List<EventDefinition> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    private static Map<String, String> environment(Values values) {
        return values.section("Environment").section("Variables").texts();
    }

    private static List<EventDefinition> events(Values values) {
        var events = values.section("Events");
        return events.names().stream().map(name -> {
            var event = events.section(name);
            return new EventDefinition(name, event.text("Type"), event.section("Properties").all());
        }).toList();
    }
}

package dev.stampede.runtime.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import dev.stampede.runtime.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics as CloudWatch's embedded metric format on standard output: no request to any service. Every metric has the dimension
 * {@code Service}, so that stacks of one account do not add up (Amazon CloudWatch User Guide, "Specification: Embedded metric
 * format").
 */
public final class EmbeddedMetrics implements Metrics {

    private static final JsonFactory JSON = new JsonFactory();

    private final String namespace;
    private final String service;
    private final Clock clock;

    public EmbeddedMetrics(String namespace, String service, Clock clock) {
        this.namespace = namespace;
        this.service = service;
        this.clock = clock;
    }

    /** From {@code METRICS_NAMESPACE} and {@code METRICS_SERVICE}. */
    public static EmbeddedMetrics fromSettings(Settings.Reader settings) {
        return new EmbeddedMetrics(settings.text("METRICS_NAMESPACE"), settings.text("METRICS_SERVICE"),
                Clock.systemUTC());
    }

    @Override
    public void add(String name, double value) {
        write(name, value, Map.of("Service", service));
    }

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {
        write(name, value, Map.of("Service", service, dimension, dimensionValue));
    }

    private void write(String name, double value, Map<String, String> unordered) {
        var dimensions = new TreeMap<>(unordered);
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", clock.millis());
            json.writeArrayFieldStart("CloudWatchMetrics");
            json.writeStartObject();
            json.writeStringField("Namespace", namespace);
            json.writeArrayFieldStart("Dimensions");
            json.writeArray(dimensions.keySet().toArray(String[]::new), 0, dimensions.size());
            json.writeEndArray();
            json.writeArrayFieldStart("Metrics");
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeStringField("Unit", "Count");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            for (var dimension : dimensions.entrySet()) {
                json.writeStringField(dimension.getKey(), dimension.getValue());
            }
            json.writeNumberField(name, value);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        StandardOutput.write(text.toString());
    }
}

package dev.stampede.runtime.telemetry;

import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Metrics as CloudWatch's embedded metric format on standard output: no request to any service. Namespace and service
 * come from {@code POWERTOOLS_METRICS_NAMESPACE} and {@code POWERTOOLS_SERVICE_NAME}.
 */
public final class PowertoolsMetrics implements Metrics {

    @Override
    public void add(String name, double value) {
        MetricsFactory.getMetricsInstance().flushMetrics(metrics -> metrics.addMetric(name, value, MetricUnit.COUNT));
    }

    @Override
    public void add(String name, double value, String dimension, String dimensionValue) {
        MetricsFactory.getMetricsInstance().flushMetrics(metrics -> {
            // One set with the service in it: the library's addDimension begins a second set, a series that adds up
            // over all stacks of an account.
            var dimensions = new DimensionSet();
            metrics.getDefaultDimensions().getDimensions().forEach(dimensions::addDimension);
            metrics.setDefaultDimensions(dimensions.addDimension(dimension, dimensionValue));
            metrics.addMetric(name, value, MetricUnit.COUNT);
        });
    }
}

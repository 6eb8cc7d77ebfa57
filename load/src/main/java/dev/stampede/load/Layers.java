package dev.stampede.load;

import java.util.List;
import java.util.Optional;

/**
 * Which part of the store a stack belongs to: that of its innermost frame which belongs to a part. Libraries and the
 * code shared by the functions count for their callers.
 */
final class Layers {

    static final String OTHERS = "others";

    private static final String OURS = "dev.stampede.";
    private static final String SHARED = "dev.stampede.runtime.";

    private record Layer(String name, List<String> prefixes) {

        boolean owns(String className) {
            return prefixes.stream().anyMatch(className::startsWith);
        }
    }

    private static final List<Layer> LAYERS = List.of(
            new Layer("buyers (the load itself)", List.of("dev.stampede.load.")),
            new Layer("DynamoDB Local",
                    List.of("com.amazonaws.services.dynamodbv2.", "com.amazon.dynamodb.", "software.amazon.dynamodb.",
                            "com.almworks.sqlite4java.")),
            new Layer("ElasticMQ", List.of("org.elasticmq.", "org.apache.pekko.", "scala.", "spray.")),
            new Layer("SDK client of the queues",
                    List.of("software.amazon.awssdk.core.internal.", "software.amazon.awssdk.protocols.",
                            "software.amazon.awssdk.http.", "software.amazon.awssdk.auth.",
                            "software.amazon.awssdk.awscore.internal.", "software.amazon.awssdk.services.sqs.")),
            new Layer("meters and limits", List.of("dev.stampede.local.lab.capacity.")),
            new Layer("stream and queue pollers", List.of("dev.stampede.local.store.triggers.")),
            new Layer("SNS and SES stand-ins",
                    List.of("dev.stampede.local.store.aws.", "dev.stampede.local.store.mail.")),
            new Layer("Lambda: events and results as JSON",
                    List.of("dev.stampede.local.store.lambda.",
                            "com.amazonaws.services.lambda.runtime.serialization.")),
            new Layer("HTTP edge", List.of("dev.stampede.local.store.http.", "org.eclipse.jetty.")));

    private Layers() {}

    /** @param classes of a stack's frames, innermost first */
    static String of(List<String> classes) {
        return classes.stream().map(Layers::owner).flatMap(Optional::stream).findFirst().orElse(OTHERS);
    }

    private static Optional<String> owner(String className) {
        var layer = LAYERS.stream().filter(candidate -> candidate.owns(className)).map(Layer::name).findFirst();
        if (layer.isPresent() || !className.startsWith(OURS) || className.startsWith(SHARED)
                || className.startsWith("dev.stampede.local.")) {
            return layer;
        }
        var module = className.substring(OURS.length());
        return Optional.of("function code: " + module.substring(0, module.indexOf('.')));
    }
}

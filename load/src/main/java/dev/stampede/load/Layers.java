package dev.stampede.load;

import java.util.List;
import java.util.Optional;

/**
 * Attributes a stack to a component of the store: the component of the innermost frame that belongs to one. Libraries
 * and code shared by the functions count towards their callers.
 */
final class Layers {

    static final String OTHERS = "other";

    private static final String OURS = "dev.stampede.";
    private static final String SHARED = "dev.stampede.runtime.";

    private record Layer(String name, List<String> prefixes) {

        boolean owns(String className) {
            return prefixes.stream().anyMatch(className::startsWith);
        }
    }

    private static final List<Layer> LAYERS = List.of(
            new Layer("load generator", List.of("dev.stampede.load.")),
            new Layer("DynamoDB Local",
                    List.of("com.amazonaws.services.dynamodbv2.", "com.amazon.dynamodb.", "software.amazon.dynamodb.",
                            "com.almworks.sqlite4java.")),
            new Layer("ElasticMQ", List.of("org.elasticmq.", "org.apache.pekko.", "scala.", "spray.")),
            new Layer("SDK client for SQS",
                    List.of("software.amazon.awssdk.core.internal.", "software.amazon.awssdk.protocols.",
                            "software.amazon.awssdk.http.", "software.amazon.awssdk.auth.",
                            "software.amazon.awssdk.awscore.internal.", "software.amazon.awssdk.services.sqs.")),
            new Layer("capacity meters and limits", List.of("dev.stampede.local.lab.capacity.")),
            new Layer("stream and queue pollers", List.of("dev.stampede.local.store.triggers.")),
            new Layer("embedded SNS and SES",
                    List.of("dev.stampede.local.store.aws.", "dev.stampede.local.store.mail.")),
            new Layer("Lambda: JSON events and results",
                    List.of("dev.stampede.local.store.lambda.",
                            "com.amazonaws.services.lambda.runtime.serialization.")),
            new Layer("HTTP edge", List.of("dev.stampede.local.store.http.", "org.eclipse.jetty.")));

    private Layers() {}

    /** @param classes the classes of a stack's frames, innermost first */
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

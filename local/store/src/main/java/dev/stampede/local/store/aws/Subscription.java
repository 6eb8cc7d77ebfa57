package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a topic.
 *
 * @param endpoint ARN of a queue
 */
public record Subscription(String arn, String endpoint, EventPattern filter, boolean filtersBody,
        boolean raw,
        @Nullable String deadLetterQueueArn) {

    /** @param attributes the attributes of {@code Subscribe} */
    public static Subscription of(String arn, String endpoint, Map<String, String> attributes) {
        var policy = attributes.get("FilterPolicy");
        var redrive = Optional.ofNullable(attributes.get("RedrivePolicy")).flatMap(AwsJson::parse)
                .map(json -> json.path("deadLetterTargetArn").asText()).orElse(null);
        return new Subscription(arn, endpoint,
                EventPattern.anyOf(policy == null ? List.of() : List.of(policy)),
                "MessageBody".equals(attributes.get("FilterPolicyScope")),
                Boolean.parseBoolean(attributes.get("RawMessageDelivery")), redrive);
    }

    public boolean wants(Notification notification) {
        if (filter.matchesAll()) {
            return true;
        }
        return filtersBody
                ? AwsJson.parse(notification.message()).filter(JsonNode::isObject).map(filter::matches).orElse(false)
                : filter.matches(notification.attributesAsEvent());
    }
}

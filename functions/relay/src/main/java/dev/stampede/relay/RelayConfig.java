package dev.stampede.relay;

import dev.stampede.runtime.Settings;

/**
 * @param topicArn the topic that events are published to
 * @param parkedRecordsQueueUrl the queue for records that cannot be published
 */
record RelayConfig(String topicArn, String parkedRecordsQueueUrl) {

    static RelayConfig fromSettings(Settings settings) {
        return settings.read(s -> new RelayConfig(s.text("EVENTS_TOPIC_ARN"), s.text("PARKED_RECORDS_QUEUE_URL")));
    }
}

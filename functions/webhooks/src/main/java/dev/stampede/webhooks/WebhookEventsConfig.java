package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/** The settings of the function that fans events out. @param eventsQueueUrl also takes the steps of redeliveries */
record WebhookEventsConfig(DeliveriesConfig deliveries, String eventsQueueUrl) {

    static WebhookEventsConfig fromSettings(Settings.Reader settings) {
        return new WebhookEventsConfig(DeliveriesConfig.fromSettings(settings),
                settings.text("WEBHOOK_EVENTS_QUEUE_URL"));
    }
}

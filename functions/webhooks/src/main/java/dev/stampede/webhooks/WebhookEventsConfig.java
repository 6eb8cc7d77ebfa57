package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/** The settings of the function that fans events out. */
record WebhookEventsConfig(String webhooksTable, String deliveriesQueueUrl, int slots) {

    static WebhookEventsConfig fromSettings(Settings.Reader settings) {
        return new WebhookEventsConfig(settings.text("WEBHOOKS_TABLE"), settings.text("WEBHOOK_DELIVERIES_QUEUE_URL"),
                slots(settings));
    }

    /** The concurrent attempts of a webhook: its share of all. */
    static int slots(Settings.Reader settings) {
        return settings.integer("WEBHOOK_CONCURRENCY", Webhook.MAX, 1000) / Webhook.MAX;
    }
}

package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/** The settings of all functions that ask for deliveries. */
record DeliveriesConfig(String webhooksTable, String deliveriesQueueUrl, int slots) {

    static DeliveriesConfig fromSettings(Settings.Reader settings) {
        return new DeliveriesConfig(settings.text("WEBHOOKS_TABLE"), settings.text("WEBHOOK_DELIVERIES_QUEUE_URL"),
                slots(settings));
    }

    /** The concurrent attempts of a webhook: its share of all. */
    private static int slots(Settings.Reader settings) {
        return settings.integer("WEBHOOK_CONCURRENCY", Webhook.MAX, 1000) / Webhook.MAX;
    }
}

package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/**
 * The settings of the function that asks for retries.
 *
 * @param deliveries what all functions that ask for deliveries have
 * @param ownerEmail who is told of disabled webhooks; empty for nobody
 */
record WebhookRetryConfig(DeliveriesConfig deliveries, String emailsQueueUrl, String ownerEmail) {

    static WebhookRetryConfig fromSettings(Settings.Reader settings) {
        return new WebhookRetryConfig(DeliveriesConfig.fromSettings(settings), settings.text("EMAILS_QUEUE_URL"),
                settings.text("OWNER_EMAIL", ""));
    }
}

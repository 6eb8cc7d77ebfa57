package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/**
 * The settings of the function that asks for retries.
 *
 * @param fanOut what it shares with the function that fans events out
 * @param ownerEmail who is told of disabled webhooks; empty for nobody
 */
record WebhookRetryConfig(WebhookEventsConfig fanOut, String emailsQueueUrl, String ownerEmail) {

    static WebhookRetryConfig fromSettings(Settings.Reader settings) {
        return new WebhookRetryConfig(WebhookEventsConfig.fromSettings(settings), settings.text("EMAILS_QUEUE_URL"),
                settings.text("OWNER_EMAIL", ""));
    }
}

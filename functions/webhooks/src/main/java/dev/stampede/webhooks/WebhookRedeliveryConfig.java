package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/** The settings of redeliveries. @param fanOut what they share with the function that fans events out */
record WebhookRedeliveryConfig(WebhookEventsConfig fanOut, String redeliveriesQueueUrl) {

    static WebhookRedeliveryConfig fromSettings(Settings.Reader settings) {
        return new WebhookRedeliveryConfig(WebhookEventsConfig.fromSettings(settings),
                settings.text("WEBHOOK_REDELIVERIES_QUEUE_URL"));
    }
}

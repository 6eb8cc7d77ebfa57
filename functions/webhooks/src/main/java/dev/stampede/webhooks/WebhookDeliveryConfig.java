package dev.stampede.webhooks;

import dev.stampede.runtime.Settings;

/** The settings of the function that attempts deliveries. */
record WebhookDeliveryConfig(String webhooksTable, WebhookSecretsConfig secrets, PublicAddresses.Loopback loopback) {

    static WebhookDeliveryConfig fromSettings(Settings.Reader settings) {
        return new WebhookDeliveryConfig(settings.text("WEBHOOKS_TABLE"), WebhookSecretsConfig.fromSettings(settings),
                WebhookSecretsConfig.loopback(settings));
    }
}

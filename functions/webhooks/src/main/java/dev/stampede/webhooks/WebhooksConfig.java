package dev.stampede.webhooks;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/** The settings of the admin API of webhooks. @param cursorKey authenticates the cursors of lists */
record WebhooksConfig(WebhookEventsConfig queues, WebhookSecretsConfig secrets, PublicAddresses.Loopback loopback,
        String cursorKey) {

    static WebhooksConfig fromSettings(Settings.Reader settings) {
        return new WebhooksConfig(WebhookEventsConfig.fromSettings(settings),
                WebhookSecretsConfig.fromSettings(settings), WebhookSecretsConfig.loopback(settings),
                DeploymentKey.of(settings, Purpose.CURSORS));
    }
}

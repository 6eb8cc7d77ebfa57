package dev.stampede.webhooks;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/** The key under which the secrets of webhooks are encrypted. @param key not to be logged */
record WebhookSecretsConfig(String key) {

    static WebhookSecretsConfig fromSettings(Settings.Reader settings) {
        return new WebhookSecretsConfig(
                DeploymentKey.of(settings, Purpose.WEBHOOK_SECRETS) + settings.text("WEBHOOK_SECRETS_KEY"));
    }

    static PublicAddresses.Loopback loopback(Settings.Reader settings) {
        return settings.oneOf("WEBHOOK_LOOPBACK", "yes", "no").equals("yes")
                ? PublicAddresses.Loopback.ALLOWED
                : PublicAddresses.Loopback.REFUSED;
    }

    @Override
    public String toString() {
        return "WebhookSecretsConfig";
    }
}

package dev.stampede.email;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * @param addressKey the key under which addresses are hashed
 * @param from the sender's address
 * @param storeName the store's name, shown as the sender and in the mails
 * @param storefrontUrl the storefront's URL; empty if there is none
 * @param configurationSet the SES configuration set that publishes bounces and complaints
 */
record EmailConfig(
        String ordersTable,
        String emailsTable,
        String addressKey,
        String from,
        String storeName,
        String storefrontUrl,
        String configurationSet) {

    static EmailConfig fromSettings(Settings settings) {
        return settings.read(s -> new EmailConfig(
                s.text("ORDERS_TABLE"),
                s.text("EMAILS_TABLE"),
                DeploymentKey.of(s, Purpose.EMAILS),
                s.text("EMAIL_FROM"),
                s.text("STORE_NAME"),
                s.text("STOREFRONT_URL", ""),
                s.text("EMAIL_CONFIGURATION_SET")));
    }
}

package dev.stampede.email;

import dev.stampede.runtime.Settings;

/**
 * @param from the sender's address
 * @param storeName the store's name, shown as the sender and in the mails
 * @param configurationSet the SES configuration set that publishes bounces and complaints
 */
record EmailConfig(String ordersTable, String emailsTable, String from, String storeName, String configurationSet) {

    static EmailConfig fromSettings(Settings settings) {
        return settings.read(s -> new EmailConfig(
                s.text("ORDERS_TABLE"),
                s.text("EMAILS_TABLE"),
                s.text("EMAIL_FROM"),
                s.text("STORE_NAME"),
                s.text("EMAIL_CONFIGURATION_SET")));
    }
}

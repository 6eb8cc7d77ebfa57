package dev.stampede.email;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * @param addressKey the key under which addresses are hashed
 * @param from the sender's address
 * @param storeName the store's name, shown as the sender and in the mails
 * @param storefrontUrl the storefront's URL; empty if there is none
 * @param language the language of mails about orders without a locale or in another language
 * @param zone the time zone of times in mails
 * @param configurationSet the SES configuration set that publishes bounces and complaints
 */
record EmailConfig(
        String ordersTable,
        String emailsTable,
        String addressKey,
        String from,
        String storeName,
        String storefrontUrl,
        MailLanguage language,
        ZoneId zone,
        String configurationSet) {

    private static final String[] TAGS = Arrays.stream(MailLanguage.values()).map(MailLanguage::tag)
            .toArray(String[]::new);

    static EmailConfig fromSettings(Settings settings) {
        return settings.read(s -> new EmailConfig(
                s.text("ORDERS_TABLE"),
                s.text("EMAILS_TABLE"),
                DeploymentKey.of(s, Purpose.EMAILS),
                s.text("EMAIL_FROM"),
                s.text("STORE_NAME"),
                s.text("STOREFRONT_URL", ""),
                MailLanguage.of(s.oneOf("STORE_LANGUAGE", TAGS)).orElse(MailLanguage.EN),
                s.zone("STORE_TIME_ZONE"),
                s.text("EMAIL_CONFIGURATION_SET")));
    }
}

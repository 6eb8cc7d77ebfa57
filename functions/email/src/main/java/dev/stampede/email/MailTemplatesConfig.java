package dev.stampede.email;

import dev.stampede.runtime.Settings;
import java.time.ZoneId;

/**
 * @param storeName the store's name, shown in the mails
 * @param currency of previews
 * @param zone the time zone of times in previews
 */
record MailTemplatesConfig(String emailsTable, String storeName, String currency, ZoneId zone) {

    static MailTemplatesConfig fromSettings(Settings.Reader settings) {
        return new MailTemplatesConfig(
                settings.text("EMAILS_TABLE"), settings.text("STORE_NAME"), settings.text("CURRENCY"),
                settings.zone("STORE_TIME_ZONE"));
    }
}

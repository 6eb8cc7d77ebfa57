package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** What a handler needs to verify stock. */
record VerificationConfig(String ordersTable, String inventoryTable, String emailsTable) {

    static VerificationConfig fromSettings(Settings.Reader settings) {
        return new VerificationConfig(settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE"),
                settings.text("EMAILS_TABLE"));
    }
}

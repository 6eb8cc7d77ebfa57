package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** The settings of the inventory API. */
record InventoryApiConfig(VerificationConfig verification, String catalogTable, String adjustmentsQueueUrl) {

    static InventoryApiConfig fromSettings(Settings.Reader settings) {
        return new InventoryApiConfig(VerificationConfig.fromSettings(settings), settings.text("CATALOG_TABLE"),
                settings.text("ADJUSTMENTS_QUEUE_URL"));
    }
}

package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** The settings of the availability worker. */
record AvailabilityConfig(String inventoryTable, String catalogTable, String parkedRecordsQueueUrl) {

    static AvailabilityConfig fromSettings(Settings.Reader settings) {
        return new AvailabilityConfig(settings.text("INVENTORY_TABLE"), settings.text("CATALOG_TABLE"),
                settings.text("PARKED_RECORDS_QUEUE_URL"));
    }
}

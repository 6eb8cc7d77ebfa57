package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** The settings of the release worker. */
record ReleaseConfig(String ordersTable, String inventoryTable) {

    static ReleaseConfig fromSettings(Settings.Reader settings) {
        return new ReleaseConfig(settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE"));
    }
}

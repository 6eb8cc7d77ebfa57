package dev.stampede.inventory;

import dev.stampede.runtime.Settings;

/** The settings of the adjustment worker. */
record AdjustmentConfig(String inventoryTable, String catalogTable) {

    static AdjustmentConfig fromSettings(Settings.Reader settings) {
        return new AdjustmentConfig(settings.text("INVENTORY_TABLE"), settings.text("CATALOG_TABLE"));
    }
}

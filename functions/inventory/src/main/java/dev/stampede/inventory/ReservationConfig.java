package dev.stampede.inventory;

import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * What a handler needs to reserve stock.
 *
 * @param hold how long units are held for an unpaid order
 * @param maxUnpaidUnits the maximum units of one SKU in an unpaid order
 */
record ReservationConfig(String ordersTable, String inventoryTable, Duration hold, int maxUnpaidUnits) {

    static ReservationConfig fromSettings(Settings.Reader settings) {
        return new ReservationConfig(settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE"),
                settings.seconds("HOLD_SECONDS", 1, 900), settings.integer("MAX_UNPAID_UNITS", 1, 1_000_000));
    }
}

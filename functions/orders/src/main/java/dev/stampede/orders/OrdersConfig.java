package dev.stampede.orders;

import dev.stampede.runtime.Settings;

/**
 * The settings of the orders API.
 *
 * @param cursorKey what cursors are sealed with
 */
record OrdersConfig(String ordersTable, String cursorKey) {

    static OrdersConfig fromSettings(Settings settings) {
        return settings.read(s -> new OrdersConfig(s.text("ORDERS_TABLE"), s.text("CURSOR_KEY")));
    }

    /** The one setting of the hold expiry worker. */
    static String ordersTable(Settings settings) {
        return settings.read(s -> s.text("ORDERS_TABLE"));
    }
}

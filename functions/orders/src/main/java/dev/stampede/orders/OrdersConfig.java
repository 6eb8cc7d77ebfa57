package dev.stampede.orders;

import dev.stampede.runtime.Settings;

/**
 * The settings of the orders API.
 *
 * @param cursorKey the key that signs cursors
 */
record OrdersConfig(String ordersTable, String cursorKey) {

    static OrdersConfig fromSettings(Settings.Reader settings) {
        return new OrdersConfig(settings.text("ORDERS_TABLE"), settings.text("CURSOR_KEY"));
    }
}

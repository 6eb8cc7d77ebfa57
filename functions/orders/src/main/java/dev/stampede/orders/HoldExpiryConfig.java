package dev.stampede.orders;

import dev.stampede.runtime.Settings;

/** The settings of the worker that ends holds. */
record HoldExpiryConfig(String ordersTable) {

    static HoldExpiryConfig fromSettings(Settings.Reader settings) {
        return new HoldExpiryConfig(settings.text("ORDERS_TABLE"));
    }
}

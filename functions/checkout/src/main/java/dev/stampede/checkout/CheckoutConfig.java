package dev.stampede.checkout;

import dev.stampede.runtime.Settings;

record CheckoutConfig(String cartsTable, String catalogTable, String ordersTable) {

    static CheckoutConfig fromSettings(Settings settings) {
        return settings.read(s -> new CheckoutConfig(
                s.text("CARTS_TABLE"), s.text("CATALOG_TABLE"), s.text("ORDERS_TABLE")));
    }
}

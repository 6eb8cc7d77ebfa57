package dev.stampede.cart;

import dev.stampede.runtime.Settings;
import java.time.Duration;

/** @param life how long a cart is kept after its last change */
record CartConfig(String cartsTable, String catalogTable, String ordersTable, Duration life) {

    static CartConfig fromSettings(Settings settings) {
        return settings.read(s -> new CartConfig(
                s.text("CARTS_TABLE"),
                s.text("CATALOG_TABLE"),
                s.text("ORDERS_TABLE"),
                Duration.ofDays(s.integer("CART_DAYS", 1, 365))));
    }
}

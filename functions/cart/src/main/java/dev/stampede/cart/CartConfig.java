package dev.stampede.cart;

import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * The settings of the cart API.
 *
 * @param life how long a cart is kept after its last change
 */
record CartConfig(String cartsTable, String catalogTable, String ordersTable, Duration life) {

    static CartConfig fromSettings(Settings.Reader settings) {
        return new CartConfig(
                settings.text("CARTS_TABLE"),
                settings.text("CATALOG_TABLE"),
                settings.text("ORDERS_TABLE"),
                Duration.ofDays(settings.integer("CART_DAYS", 1, 365)));
    }
}

package dev.stampede.orders;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.limits.RateLimitPolicy;

/**
 * The settings of the orders API.
 *
 * @param cursorKey the key that signs cursors
 * @param waitSeconds seconds per minute that a caller's long waits can take
 */
record OrdersConfig(String ordersTable, String cursorKey, int waitSeconds) {

    static OrdersConfig fromSettings(Settings.Reader settings) {
        return new OrdersConfig(
                settings.text("ORDERS_TABLE"), DeploymentKey.of(settings, Purpose.CURSORS),
                settings.integer("CALLER_WAIT_SECONDS_PER_MINUTE", 1, RateLimitPolicy.MAX_QUOTA));
    }
}

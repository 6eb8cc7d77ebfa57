package dev.stampede.checkout;

import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.limits.AddressKeys;

/** @param addressKey see {@link AddressKeys} */
record CheckoutConfig(
        String cartsTable,
        String catalogTable,
        String ordersTable,
        String limitsTable,
        UnpaidLimits limits,
        String addressKey) {

    static CheckoutConfig fromSettings(Settings settings) {
        return settings.read(s -> new CheckoutConfig(
                s.text("CARTS_TABLE"), s.text("CATALOG_TABLE"), s.text("ORDERS_TABLE"), s.text("LIMITS_TABLE"),
                UnpaidLimits.fromSettings(s), s.text("ADDRESS_KEY")));
    }
}

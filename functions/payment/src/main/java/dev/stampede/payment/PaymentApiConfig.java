package dev.stampede.payment;

import dev.stampede.contracts.limits.PurchaseLimits;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the payment API.
 *
 * @param unpaidKey the key under which callers with unpaid orders are hashed
 */
record PaymentApiConfig(
        String ordersTable,
        String limitsTable,
        String unpaidKey,
        UnpaidLimits limits,
        PurchaseLimits.Quotas quotas) {

    static PaymentApiConfig fromSettings(Settings.Reader settings) {
        return new PaymentApiConfig(
                settings.text("ORDERS_TABLE"),
                settings.text("LIMITS_TABLE"),
                DeploymentKey.of(settings, Purpose.UNPAID_ORDERS),
                UnpaidLimits.fromSettings(settings),
                PurchaseLimits.Quotas.fromSettings(settings));
    }
}

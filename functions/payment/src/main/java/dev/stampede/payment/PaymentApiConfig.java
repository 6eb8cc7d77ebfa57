package dev.stampede.payment;

import dev.stampede.contracts.limits.PurchaseLimits;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.Settings;

/** The settings of the payment API. */
record PaymentApiConfig(String ordersTable, String limitsTable, UnpaidLimits limits, PurchaseLimits.Quotas quotas) {

    static PaymentApiConfig fromSettings(Settings.Reader settings) {
        return new PaymentApiConfig(
                settings.text("ORDERS_TABLE"), settings.text("LIMITS_TABLE"), UnpaidLimits.fromSettings(settings),
                PurchaseLimits.Quotas.fromSettings(settings));
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * The settings of the payment worker.
 *
 * @param unpaidKey the key under which callers with unpaid orders are hashed
 * @param provider {@code sandbox}, the only payment provider so far
 * @param sandboxPaymentsTable where the sandbox keeps its charges
 * @param declinedHold how long stock is held after a payment is declined
 */
record PaymentWorkerConfig(
        String ordersTable,
        String limitsTable,
        String unpaidKey,
        UnpaidLimits limits,
        Duration declinedHold,
        String provider,
        String sandboxPaymentsTable) {

    static PaymentWorkerConfig fromSettings(Settings.Reader settings) {
        return new PaymentWorkerConfig(
                settings.text("ORDERS_TABLE"),
                settings.text("LIMITS_TABLE"),
                DeploymentKey.of(settings, Purpose.UNPAID_ORDERS),
                UnpaidLimits.fromSettings(settings),
                settings.seconds("DECLINED_HOLD_SECONDS", 1, 900),
                settings.oneOf("PAYMENT_PROVIDER", "sandbox"),
                settings.text("SANDBOX_PAYMENTS_TABLE"));
    }
}

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
 * @param provider the payment provider, whose callbacks are accepted
 * @param hintsQueueUrl the queue of hints about payments
 * @param sandbox the sandbox's own settings
 * @param stripeSecretId the secret with Stripe's keys; empty with another provider
 */
record PaymentApiConfig(
        String ordersTable,
        String limitsTable,
        String unpaidKey,
        UnpaidLimits limits,
        PurchaseLimits.Quotas quotas,
        String provider,
        String hintsQueueUrl,
        Sandbox sandbox,
        String stripeSecretId) {

    static final String STRIPE = "stripe";

    /**
     * @param table where the sandbox keeps its charges
     * @param pagesKey authenticates its pages
     * @param callbacksKey signs its callbacks
     */
    record Sandbox(String table, String pagesKey, String callbacksKey) {

        static Sandbox fromSettings(Settings.Reader settings) {
            return new Sandbox(
                    settings.text("SANDBOX_PAYMENTS_TABLE"),
                    DeploymentKey.of(settings, Purpose.SANDBOX_PAYMENTS),
                    DeploymentKey.of(settings, Purpose.SANDBOX_CALLBACKS));
        }
    }

    static PaymentApiConfig fromSettings(Settings.Reader settings) {
        return new PaymentApiConfig(
                settings.text("ORDERS_TABLE"),
                settings.text("LIMITS_TABLE"),
                DeploymentKey.of(settings, Purpose.UNPAID_ORDERS),
                UnpaidLimits.fromSettings(settings),
                PurchaseLimits.Quotas.fromSettings(settings),
                settings.oneOf("PAYMENT_PROVIDER", "sandbox", "stripe"),
                settings.text("PAYMENT_EVENTS_QUEUE_URL"),
                Sandbox.fromSettings(settings),
                settings.text("STRIPE_SECRET_ID", ""));
    }
}

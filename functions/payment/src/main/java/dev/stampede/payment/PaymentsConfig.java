package dev.stampede.payment;

import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * The settings of the workers that talk to the payment provider.
 *
 * @param unpaidKey the key under which callers with unpaid orders are hashed
 * @param provider the payment provider's own settings
 * @param declinedHold how long stock is held after a payment is declined
 */
record PaymentsConfig(
        String ordersTable,
        String limitsTable,
        String unpaidKey,
        UnpaidLimits limits,
        Duration declinedHold,
        Provider provider) {

    /** The payment provider. */
    sealed interface Provider {

        static Provider fromSettings(Settings.Reader settings) {
            return settings.oneOf("PAYMENT_PROVIDER", "sandbox", "stripe").equals("stripe")
                    ? Stripe.fromSettings(settings)
                    : Sandbox.fromSettings(settings);
        }
    }

    /**
     * @param secretId the secret with its keys
     * @param apiUrl the URL of its API, without a slash at the end
     * @param descriptor the end of the text on customers' statements, or empty
     */
    record Stripe(String secretId, String apiUrl, String descriptor) implements Provider {

        static Stripe fromSettings(Settings.Reader settings) {
            return new Stripe(
                    settings.text("STRIPE_SECRET_ID"), settings.text("STRIPE_API_URL"),
                    settings.text("STRIPE_STATEMENT_DESCRIPTOR", ""));
        }
    }

    /**
     * @param table where the sandbox keeps its charges
     * @param key authenticates its pages
     * @param apiUrl where its pages are, without a slash at the end
     */
    record Sandbox(String table, String key, String apiUrl) implements Provider {

        static Sandbox fromSettings(Settings.Reader settings) {
            return new Sandbox(
                    settings.text("SANDBOX_PAYMENTS_TABLE"),
                    DeploymentKey.of(settings, Purpose.SANDBOX_PAYMENTS),
                    settings.text("API_URL"));
        }
    }

    static PaymentsConfig fromSettings(Settings.Reader settings) {
        return new PaymentsConfig(
                settings.text("ORDERS_TABLE"),
                settings.text("LIMITS_TABLE"),
                DeploymentKey.of(settings, Purpose.UNPAID_ORDERS),
                UnpaidLimits.fromSettings(settings),
                settings.seconds("DECLINED_HOLD_SECONDS", 1, 900),
                Provider.fromSettings(settings));
    }
}

package dev.stampede.checkout;

import dev.stampede.contracts.limits.PurchaseLimits;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.limits.AddressKeys;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the checkout API.
 *
 * @param addressKey see {@link AddressKeys}
 * @param customerKey the key under which buyers are hashed in what counts towards limits per customer
 * @param unpaidKey the key under which callers with unpaid orders are hashed
 * @param paymentCapture when payments are captured; null at once
 */
record CheckoutConfig(
        String cartsTable,
        String catalogTable,
        String ordersTable,
        String limitsTable,
        UnpaidLimits limits,
        PurchaseLimits.Quotas quotas,
        String addressKey,
        String customerKey,
        String unpaidKey,
        @Nullable PaymentCapture paymentCapture) {

    static CheckoutConfig fromSettings(Settings.Reader settings) {
        return new CheckoutConfig(
                settings.text("CARTS_TABLE"),
                settings.text("CATALOG_TABLE"),
                settings.text("ORDERS_TABLE"),
                settings.text("LIMITS_TABLE"),
                UnpaidLimits.fromSettings(settings),
                PurchaseLimits.Quotas.fromSettings(settings),
                DeploymentKey.of(settings, Purpose.ADDRESSES),
                DeploymentKey.of(settings, Purpose.CUSTOMER_LIMITS),
                DeploymentKey.of(settings, Purpose.UNPAID_ORDERS),
                settings.oneOf("PAYMENT_CAPTURE", "checkout", "shipment").equals("shipment")
                        ? PaymentCapture.SHIPMENT
                        : null);
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.runtime.Settings;
import java.time.Duration;

/** @param declinedHold how long the stock is held after a payment was declined */
record PaymentConfig(String ordersTable, String limitsTable, UnpaidLimits limits, Duration declinedHold) {

    static PaymentConfig fromSettings(Settings settings) {
        return settings.read(s -> new PaymentConfig(
                s.text("ORDERS_TABLE"), s.text("LIMITS_TABLE"), UnpaidLimits.fromSettings(s),
                s.seconds("DECLINED_HOLD_SECONDS", 1, 900)));
    }
}

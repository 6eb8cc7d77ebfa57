package dev.stampede.payment;

import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * The settings of the worker that ends holds.
 *
 * @param hold the time by which a hold is extended: that of a hold, because the queue delays all messages by it
 */
record HoldExpiryConfig(PaymentsConfig payments, Duration hold) {

    static HoldExpiryConfig fromSettings(Settings.Reader settings) {
        return new HoldExpiryConfig(
                PaymentsConfig.fromSettings(settings), settings.seconds("HOLD_SECONDS", 1, 900));
    }
}

package dev.stampede.inventory.sweep;

import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.runtime.Settings;

/** The URLs of the queues of steps. */
public record StepQueueUrls(String payments, String holdExpiry, String stockReleases, String emails) {

    public static StepQueueUrls fromSettings(Settings.Reader settings) {
        return new StepQueueUrls(
                settings.text("PAYMENTS_QUEUE_URL"),
                settings.text("HOLD_EXPIRY_QUEUE_URL"),
                settings.text("STOCK_RELEASES_QUEUE_URL"),
                settings.text("EMAILS_QUEUE_URL"));
    }

    /** The queue that feeds the worker of the step. */
    public String of(OwedStep step) {
        return switch (step.kind()) {
            case CHARGE, CAPTURE, REFUND, VOID -> payments;
            case HOLD_END -> holdExpiry;
            case RELEASE -> stockReleases;
            case MAIL -> emails;
            case RESERVATION -> throw new IllegalArgumentException("Reservations have no queue");
        };
    }
}

package dev.stampede.inventory;

import dev.stampede.inventory.sweep.StepQueueUrls;
import dev.stampede.runtime.Settings;

/** What a handler needs to repeat the steps of orders. */
record RepairConfig(ReservationConfig reservation, StepQueueUrls queues) {

    static RepairConfig fromSettings(Settings.Reader settings) {
        return new RepairConfig(ReservationConfig.fromSettings(settings), StepQueueUrls.fromSettings(settings));
    }
}

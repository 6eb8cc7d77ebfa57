package dev.stampede.inventory;

import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.Settings;

/**
 * The settings of the reservation worker.
 *
 * @param maxShards the limit of automatic growth
 */
record ReservationWorkerConfig(ReservationConfig reservation, int maxShards, String parkedRecordsQueueUrl) {

    static ReservationWorkerConfig fromSettings(Settings.Reader settings) {
        return new ReservationWorkerConfig(ReservationConfig.fromSettings(settings),
                settings.integer("MAX_SHARDS", 1, Stock.MAX_SHARDS), settings.text("PARKED_RECORDS_QUEUE_URL"));
    }
}

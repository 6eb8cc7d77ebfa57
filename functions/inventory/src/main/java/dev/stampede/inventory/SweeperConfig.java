package dev.stampede.inventory;

import dev.stampede.runtime.Settings;
import java.time.Duration;

/**
 * The settings of the sweeper.
 *
 * @param patience how long a step may be due before it is overdue
 */
record SweeperConfig(RepairConfig repair, String emailsTable, Duration patience) {

    static SweeperConfig fromSettings(Settings.Reader settings) {
        return new SweeperConfig(RepairConfig.fromSettings(settings), settings.text("EMAILS_TABLE"),
                settings.seconds("SWEEP_SECONDS", 1, 3600));
    }
}

package dev.stampede.reports;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the API of reports.
 *
 * @param cursorKey the key that signs cursors
 */
record ReportsConfig(String table, String bucket, String queueUrl, String cursorKey) {

    static ReportsConfig fromSettings(Settings.Reader settings) {
        return new ReportsConfig(
                settings.text("REPORTS_TABLE"), settings.text("REPORTS_BUCKET"), settings.text("REPORTS_QUEUE_URL"),
                DeploymentKey.of(settings, Purpose.CURSORS));
    }
}

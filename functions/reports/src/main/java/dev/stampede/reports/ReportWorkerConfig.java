package dev.stampede.reports;

import dev.stampede.runtime.Settings;

/** The settings of the worker of reports. */
record ReportWorkerConfig(
        String ordersTable, String inventoryTable, String table, String bucket, String queueUrl) {

    static ReportWorkerConfig fromSettings(Settings.Reader settings) {
        return new ReportWorkerConfig(
                settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE"), settings.text("REPORTS_TABLE"),
                settings.text("REPORTS_BUCKET"), settings.text("REPORTS_QUEUE_URL"));
    }
}

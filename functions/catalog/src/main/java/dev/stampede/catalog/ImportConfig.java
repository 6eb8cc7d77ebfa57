package dev.stampede.catalog;

import dev.stampede.runtime.Settings;

/**
 * The settings of the worker of imports.
 *
 * @param currency of all prices, ISO 4217
 */
record ImportConfig(
        String catalogTable, String currency, String importsTable, String importsBucket, String importsQueueUrl) {

    static ImportConfig fromSettings(Settings.Reader settings) {
        return new ImportConfig(settings.text("CATALOG_TABLE"), settings.text("CURRENCY"),
                settings.text("IMPORTS_TABLE"), settings.text("IMPORTS_BUCKET"), settings.text("IMPORTS_QUEUE_URL"));
    }
}

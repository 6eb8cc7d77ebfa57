package dev.stampede.catalog;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the admin catalog API.
 *
 * @param currency of all prices, ISO 4217
 * @param cursorKey authenticates the cursors of lists
 */
record CatalogConfig(String catalogTable, String currency, String cursorKey, String importsTable, String importsBucket,
        String importsQueueUrl) {

    static CatalogConfig fromSettings(Settings.Reader settings) {
        return new CatalogConfig(settings.text("CATALOG_TABLE"), settings.text("CURRENCY"),
                DeploymentKey.of(settings, Purpose.CURSORS),
                settings.text("IMPORTS_TABLE"), settings.text("IMPORTS_BUCKET"), settings.text("IMPORTS_QUEUE_URL"));
    }
}

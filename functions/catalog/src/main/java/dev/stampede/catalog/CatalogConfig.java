package dev.stampede.catalog;

import dev.stampede.runtime.Settings;

/** The settings of the admin catalog API. */
record CatalogConfig(String catalogTable) {

    static CatalogConfig fromSettings(Settings.Reader settings) {
        return new CatalogConfig(settings.text("CATALOG_TABLE"));
    }
}

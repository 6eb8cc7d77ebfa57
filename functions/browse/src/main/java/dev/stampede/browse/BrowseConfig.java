package dev.stampede.browse;

import dev.stampede.runtime.Settings;

/** The settings of the products API. */
record BrowseConfig(String catalogTable) {

    static BrowseConfig fromSettings(Settings.Reader settings) {
        return new BrowseConfig(settings.text("CATALOG_TABLE"));
    }
}

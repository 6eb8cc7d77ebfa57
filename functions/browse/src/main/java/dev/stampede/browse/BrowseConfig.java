package dev.stampede.browse;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the public catalog API.
 *
 * @param cursorKey the key that signs cursors
 */
record BrowseConfig(String catalogTable, String cursorKey) {

    static BrowseConfig fromSettings(Settings.Reader settings) {
        return new BrowseConfig(settings.text("CATALOG_TABLE"), DeploymentKey.of(settings, Purpose.CURSORS));
    }
}

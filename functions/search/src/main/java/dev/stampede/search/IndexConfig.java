package dev.stampede.search;

import dev.stampede.runtime.Settings;
import dev.stampede.search.index.StoreLanguage;

/**
 * The settings of the functions that write the index.
 *
 * @param bucket the bucket of the index
 * @param languageCode the code of the {@link StoreLanguage} of the store's products
 */
record IndexConfig(String catalogTable, String bucket, String languageCode) {

    static IndexConfig fromSettings(Settings.Reader settings) {
        return new IndexConfig(
                settings.text("CATALOG_TABLE"),
                settings.text("SEARCH_BUCKET"),
                settings.oneOf("STORE_LANGUAGE", "en", "de", "fr", "es"));
    }

    StoreLanguage language() {
        return StoreLanguage.of(languageCode);
    }
}

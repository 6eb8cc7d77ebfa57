package dev.stampede.search;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the search API.
 *
 * @param bucket the bucket of the index
 * @param cursorKey the key that signs cursors
 * @param rebuildsQueueUrl the queue of requests to rebuild the index
 */
record SearchConfig(String bucket, String cursorKey, String rebuildsQueueUrl) {

    static SearchConfig fromSettings(Settings.Reader settings) {
        return new SearchConfig(
                settings.text("SEARCH_BUCKET"), DeploymentKey.of(settings, Purpose.CURSORS),
                settings.text("SEARCH_REBUILDS_QUEUE_URL"));
    }
}

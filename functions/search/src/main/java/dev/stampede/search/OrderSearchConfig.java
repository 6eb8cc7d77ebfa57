package dev.stampede.search;

import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Settings;

/**
 * The settings of the API that searches orders.
 *
 * @param bucket the bucket of the indexes
 * @param cursorKey the key that signs cursors
 * @param rebuildsQueueUrl the queue of requests to rebuild an index
 */
record OrderSearchConfig(String bucket, String cursorKey, String rebuildsQueueUrl) {

    static OrderSearchConfig fromSettings(Settings.Reader settings) {
        return new OrderSearchConfig(
                settings.text("ORDER_SEARCH_BUCKET"), DeploymentKey.of(settings, Purpose.CURSORS),
                settings.text("ORDER_REBUILDS_QUEUE_URL"));
    }
}

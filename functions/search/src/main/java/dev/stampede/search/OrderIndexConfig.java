package dev.stampede.search;

import dev.stampede.runtime.Settings;

/**
 * The settings of the functions that write the indexes of orders.
 *
 * @param bucket the bucket of the indexes
 */
record OrderIndexConfig(String ordersTable, String bucket) {

    static OrderIndexConfig fromSettings(Settings.Reader settings) {
        return new OrderIndexConfig(settings.text("ORDERS_TABLE"), settings.text("ORDER_SEARCH_BUCKET"));
    }
}

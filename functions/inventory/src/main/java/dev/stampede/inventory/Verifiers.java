package dev.stampede.inventory;

import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbStockedSkus;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.Platform;

/** The verifier as both functions that have one wire it. */
final class Verifiers {

    private Verifiers() {}

    private record Config(String ordersTable, String inventoryTable) {}

    static Verifier of(Platform platform) {
        var config = platform.settings().read(settings -> new Config(
                settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE")));
        var dynamoDb = platform.aws().dynamoDb();
        return new Verifier(
                new DynamoDbStockedSkus(dynamoDb, config.inventoryTable()),
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), platform.backoff()),
                new DynamoDbPlacedOrders(dynamoDb, config.ordersTable()),
                new DynamoDbOrderLog(dynamoDb, config.ordersTable(), platform.clock(), platform.backoff()),
                platform.clock(),
                platform.pause());
    }
}

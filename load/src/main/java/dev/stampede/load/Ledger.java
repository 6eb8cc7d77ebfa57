package dev.stampede.load;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the tables directly, after all writes have ended. */
final class Ledger {

    private final DynamoDbClient dynamoDb;
    private final String ordersTable;
    private final String inventoryTable;

    Ledger(DynamoDbClient dynamoDb, String ordersTable, String inventoryTable) {
        this.dynamoDb = dynamoDb;
        this.ordersTable = ordersTable;
        this.inventoryTable = inventoryTable;
    }

    Collection<Stock> stocks(Collection<String> skus) {
        return new DynamoDbStocks(dynamoDb, inventoryTable, new Backoff(Pause.sleeping(), new SecureRandom()))
                .read(skus.stream().map(Sku::new).toList()).values();
    }

    List<Order> orders() {
        var logs = dynamoDb.scanPaginator(scan -> scan.tableName(ordersTable).consistentRead(true)).items().stream()
                .map(FactItems::fact).collect(Collectors.groupingBy(RecordedFact::orderId));
        return logs.values().stream()
                .map(log -> Order.of(log.stream().sorted(Comparator.comparingInt(RecordedFact::seq)).toList()))
                .toList();
    }
}

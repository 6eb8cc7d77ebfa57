package dev.stampede.contracts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.OrderLog.Placement;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TestSupportTest {

    @Test
    void start_withTablesOfTheTemplate_shouldTakeAnOrder() {
        try (var database = LocalDynamoDb.start("OrdersTable", "CatalogTable", "InventoryTable")) {
            var log = new DynamoDbOrderLog(database.client(), "OrdersTable", TestEnvironment.CLOCK,
                    TestEnvironment.BACKOFF);

            var placement = log.place(Orders.id("1"), Orders.placedFact(Orders.line("TEA", 2)));

            assertThat(placement).isInstanceOf(Placement.Placed.class);
            assertThat(log.find(Orders.id("1"))).hasValueSatisfying(order -> {
                assertThat(order.facts()).isEqualTo(Orders.placed("1", Orders.line("TEA", 2)).facts());
                assertThat(order.placed().contact().email()).isEqualTo("buyer@example.com");
            });
        }
    }

    /** The database compares expiry times with the machine's clock, and tests write fixed dates. */
    @Test
    void start_withATableWhoseItemsExpire_shouldKeepThem() {
        try (var database = LocalDynamoDb.start("CartsTable", "EmailsTable")) {
            database.clear("CartsTable");

            assertThat(Stream.of("CartsTable", "EmailsTable")
                    .map(table -> database.client().describeTimeToLive(describe -> describe.tableName(table))
                            .timeToLiveDescription().timeToLiveStatus()))
                                    .containsOnly(TimeToLiveStatus.DISABLED);
        }
    }
}

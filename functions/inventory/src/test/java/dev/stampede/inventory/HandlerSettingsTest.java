package dev.stampede.inventory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandlerSettingsTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @ParameterizedTest
    @MethodSource
    void construction_withoutSettings_shouldFailNamingThemAllOnce(
            Function<FunctionEnvironment, Object> handler, List<String> names) {
        var message = "Settings: " + String.join("; ", names.stream().map(HandlerSettingsTest::fault).toList());

        assertThatThrownBy(() -> handler.apply(TestEnvironment.of(Map.of(), database.client())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> construction_withoutSettings_shouldFailNamingThemAllOnce() {
        var queues = "PAYMENTS_QUEUE_URL HOLD_EXPIRY_QUEUE_URL STOCK_RELEASES_QUEUE_URL EMAILS_QUEUE_URL";
        return Stream.of(
                handler(ReservationWorker::new,
                        "ORDERS_TABLE INVENTORY_TABLE HOLD_SECONDS MAX_UNPAID_UNITS MAX_SHARDS PARKED_RECORDS_QUEUE_URL"),
                handler(ReleaseWorker::new, "ORDERS_TABLE INVENTORY_TABLE"),
                handler(AdjustmentWorker::new, "INVENTORY_TABLE CATALOG_TABLE"),
                handler(AvailabilityWorker::new, "INVENTORY_TABLE CATALOG_TABLE PARKED_RECORDS_QUEUE_URL"),
                handler(SweeperWorker::new,
                        "ORDERS_TABLE INVENTORY_TABLE HOLD_SECONDS MAX_UNPAID_UNITS " + queues
                                + " EMAILS_TABLE SWEEP_SECONDS"),
                handler(VerifierWorker::new,
                        "ORDERS_TABLE INVENTORY_TABLE EMAILS_TABLE HOLD_SECONDS MAX_UNPAID_UNITS " + queues),
                handler(InventoryApi::new,
                        "ORDERS_TABLE INVENTORY_TABLE EMAILS_TABLE CATALOG_TABLE ADJUSTMENTS_QUEUE_URL"));
    }

    private static Arguments handler(Function<FunctionEnvironment, Object> handler, String names) {
        return arguments(handler, Arrays.asList(names.split(" ")));
    }

    private static String fault(String name) {
        return name + " is not set";
    }
}

package dev.stampede.payment;

import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of payments, empty before each test. For a static field with {@code @RegisterExtension}. */
public final class PaymentTables implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final String[] NAMES = {"OrdersTable", "SandboxPaymentsTable", "LimitsTable"};
    private static final Map<String, String> SETTINGS = Map.of(
            "ORDERS_TABLE", "OrdersTable",
            "PAYMENT_PROVIDER", "sandbox",
            "SANDBOX_PAYMENTS_TABLE", "SandboxPaymentsTable",
            "API_URL", "https://api.example.com",
            "LIMITS_TABLE", "LimitsTable",
            "MAX_UNPAID_UNITS", "3",
            "MAX_DECLINED_PAYMENTS", "10",
            "ADDRESS_FACTOR", "10",
            "DECLINED_HOLD_SECONDS", "120");

    private LocalDynamoDb database;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = LocalDynamoDb.start(NAMES);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        database.clear(NAMES);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
    }

    public DynamoDbClient client() {
        return database.client();
    }

    /** @param more settings besides those that all payment workers read */
    FunctionEnvironment environment(Map<String, String> more) {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        return TestEnvironment.of(settings, client());
    }

    DynamoDbOrderLog log() {
        return new DynamoDbOrderLog(client(), "OrdersTable", TestEnvironment.CLOCK, TestEnvironment.BACKOFF);
    }
}

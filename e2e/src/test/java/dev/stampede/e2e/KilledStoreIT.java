package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store that keeps its data ends in the middle of sales: nothing that it acknowledged is lost. */
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "about a store in a process of its own")
@DisabledIfSystemProperty(named = "emulator", matches = ".+", disabledReason = "an emulator keeps its own data")
@Execution(ExecutionMode.CONCURRENT)
class KilledStoreIT {

    private static final int BUYERS = 4;
    private static final int ORDERS_A_ROUND = 8;
    private static final Duration STOP = Duration.ofSeconds(11);
    private static final Duration SALES = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("PAID", "CANCELLED", "EXPIRED", "REJECTED", "REFUNDED");
    private static final String[] PARAMETERS = {"HoldSeconds=20", "RetrySeconds=10"};

    /** The buyers' addresses by order: each order that was acknowledged has its own. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path data;

    @Test
    void store_killedAndStoppedInTheMiddleOfSales_shouldFinishEveryOrderAndMailEveryPaidOne() throws Exception {
        String sku;
        try (var first = StoreProcess.start(data, PARAMETERS)) {
            sku = new TestShop(first.store()).product(1_000, 500);
            sell(first, sku, first::kill);
        }
        try (var second = StoreProcess.start(data, PARAMETERS)) {
            sell(second, sku, () -> {
                second.stop();
                assertThat(second.ends(STOP)).as("%s", second.output()).isTrue();
            });
            assertThat(second.output()).contains("Stampede stopped.").doesNotContain("\tat ");
        }
        try (var third = StoreProcess.start(data, PARAMETERS)) {
            sell(third, sku, third::kill);
        }
        try (var last = StoreProcess.start(data, PARAMETERS)) {
            var shop = new TestShop(last.store());
            acknowledged.forEach((orderId, email) -> requireEnd(shop, orderId, email));
            assertThat(refused).allMatch(answer -> answer.status() == 503);
            requireNoDeadLetters(shop);
        }
    }

    /** Ends the store while buyers buy, after some orders were acknowledged. */
    private void sell(StoreProcess process, String sku, Ending ending) throws Exception {
        var over = new AtomicBoolean();
        var before = acknowledged.size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var buyer = 0; buyer < BUYERS; buyer++) {
                threads.execute(() -> {
                    while (!over.get()) {
                        buy(process.store(), sku, over);
                    }
                });
            }
            try {
                await("orders").atMost(SALES).until(() -> acknowledged.size() >= before + ORDERS_A_ROUND);
                ending.run();
            } finally {
                over.set(true);
            }
        }
    }

    @FunctionalInterface
    private interface Ending {

        void run() throws Exception;
    }

    /** One order in four is declined, and waits for the end of its hold. */
    private void buy(Store store, String sku, AtomicBoolean over) {
        var key = UUID.randomUUID().toString();
        var email = key + "@example.com";
        var token = key.charAt(0) < '4' ? "tok_decline" : "tok_approve";
        try {
            var answer = new Client(store.apiUrl()).with("Idempotency-Key", key).post("/v1/checkout", """
                    {"lines": [{"sku": "%s", "quantity": 1, "unitPrice": 1000}], "currency": "EUR", "email": "%s",
                     "paymentToken": "%s"}
                    """.formatted(sku, email, token));
            if (answer.status() == 202) {
                acknowledged.put(answer.json().path("orderId").asText(), email);
            } else {
                refused.add(answer);
            }
        } catch (AssertionError noAnswer) {
            // The client throws it where the connection ends: the store is gone.
            over.set(true);
        }
    }

    private static void requireEnd(TestShop shop, String orderId, String email) {
        await("end of " + orderId).atMost(END).pollInterval(Duration.ofMillis(200))
                .until(() -> ENDED.contains(order(shop, orderId).path("status").asText()));
        if (TestShop.timeline(order(shop, orderId)).contains("PaymentCaptured")) {
            await("mail of " + orderId).atMost(END).until(() -> !shop.mails(email).isEmpty());
        }
    }

    private static JsonNode order(TestShop shop, String orderId) {
        return shop.orderView(shop.admin(), orderId);
    }

    private static void requireNoDeadLetters(TestShop shop) {
        var queues = shop.guest().with("Accept", "application/json").get("/_local/queues").expect(200).json();
        assertThat(queues.valueStream().filter(queue -> queue.path("deadLetters").asBoolean()))
                .isNotEmpty().allSatisfy(queue -> assertThat(queue.path("waiting").asInt()).as("%s", queue).isZero());
    }
}

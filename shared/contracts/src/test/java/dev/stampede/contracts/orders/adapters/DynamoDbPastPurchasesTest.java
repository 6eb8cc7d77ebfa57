package dev.stampede.contracts.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbPastPurchasesTest {

    private static LocalDynamoDb database;

    private final DynamoDbOrderLog log = new DynamoDbOrderLog(
            database.client(), "OrdersTable", TestEnvironment.CLOCK, new Backoff(_ -> {}, new Random(1)));
    private final DynamoDbPastPurchases past = new DynamoDbPastPurchases(database.client(), "OrdersTable", log);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("OrdersTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("OrdersTable");
    }

    @Test
    void exist_shouldIgnoreOrdersThatEndedWithoutASaleAndThoseOfOthers() {
        for (var number = 0; number < 25; number++) {
            place("rejected-" + number, "alice", new StockRejected(List.of()));
        }
        place("other", "bob");

        assertThat(past.exist("alice")).isFalse();
        assertThat(past.exist("bob")).isTrue();
        assertThat(past.exist("carol")).isFalse();
    }

    @Test
    void exist_ofACustomerWithASaleBehindManyOthers_shouldFindIt() {
        place("sale", "alice");
        for (var number = 0; number < 25; number++) {
            place("rejected-" + number, "alice", new StockRejected(List.of()));
        }

        assertThat(past.exist("alice")).isTrue();
    }

    @Test
    void exist_anOrderWhoseUnitsAreNotBackYet_shouldCount() {
        var tea = Orders.line("TEA", 1);
        var reserved = Orders.reservedFact(tea);
        place("ended", "alice", reserved, new OrderCancelled(Actor.GUEST));
        place("released", "bob", reserved, new OrderCancelled(Actor.GUEST), new StockReleased(reserved.allocations()));

        assertThat(past.exist("alice")).isTrue();
        assertThat(past.exist("bob")).isFalse();
    }

    private void place(String name, String customer, Fact... facts) {
        var guest = Orders.placedFact(Orders.line("TEA", 1));
        log.place(Orders.id(name), new OrderPlaced(
                guest.lines(), guest.total(), customer, null, "hash", guest.contact(), "tok_approve", null));
        if (facts.length > 0) {
            log.append(log.find(Orders.id(name)).orElseThrow(), List.of(facts));
        }
    }
}

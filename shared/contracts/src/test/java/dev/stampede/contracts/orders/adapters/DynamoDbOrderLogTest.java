package dev.stampede.contracts.orders.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Append;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderLog.Placement;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbOrderLogTest {

    private static final OrderId ID = Orders.id("1");

    private static LocalDynamoDb database;

    private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
    private final OrderLog log = new DynamoDbOrderLog(
            database.client(), "OrdersTable", TestEnvironment.CLOCK, new Backoff(pauses::add, new Random(1)));

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
    void find_unknownOrder_shouldBeEmpty() {
        assertThat(log.find(ID)).isEmpty();
    }

    @Test
    void place_newOrder_shouldBeFoundAsItWasPlaced() {
        var placement = log.place(ID, Orders.placedFact(Orders.line("TEA", 2)));

        assertThat(placement).isInstanceOf(Placement.Placed.class);
        assertThat(found().facts()).isEqualTo(Orders.placed("1", Orders.line("TEA", 2)).facts());
    }

    @Test
    void place_sameOrderTwice_shouldGiveTheFirstAsItStandsAndChangeNothing() {
        log.place(ID, Orders.placedFact(Orders.line("TEA", 2)));
        append(Orders.reservedFact(Orders.line("TEA", 2)));

        var second = log.place(ID, Orders.placedFact(Orders.line("COFFEE", 1)));

        assertThat(second).isInstanceOfSatisfying(Placement.Existing.class, existing -> {
            assertThat(existing.order().status()).isEqualTo(OrderStatus.RESERVED);
            assertThat(existing.order().placed().lines()).containsExactly(Orders.line("TEA", 2));
        });
        assertThat(found().nextSeq()).isEqualTo(2);
    }

    @Test
    void place_byManyAtOnce_shouldBeginOneLog() throws Exception {
        var placements = atOnce(8, n -> log.place(ID, Orders.placedFact(Orders.line("TEA", n + 1))));

        assertThat(placements.stream().filter(Placement.Placed.class::isInstance)).hasSize(1);
        assertThat(found().nextSeq()).isEqualTo(1);
    }

    @Test
    void append_severalFacts_shouldAddThemInOrder() {
        placeReserved();
        append(new HoldExpired());

        var appended = log.append(found(), List.of(
                new PaymentCapturedLate(0, found().placed().total(), "charge"),
                new RefundRequested(RefundReason.CANCELLED, Actor.GUEST)));

        assertThat(appended).isInstanceOfSatisfying(Append.Appended.class, done -> assertThat(done.order().facts())
                .isEqualTo(found().facts()));
        assertThat(found().facts().stream().map(recorded -> recorded.fact().type()))
                .containsExactly(
                        "OrderPlaced", "StockReserved", "HoldExpired", "PaymentCapturedLate", "RefundRequested");
    }

    @Test
    void append_afterAnotherWriter_shouldConflictAndAddNothing() {
        placeReserved();
        var seenByBoth = found();
        append(new OrderCancelled(Actor.GUEST));

        assertThat(log.append(seenByBoth, List.of(new HoldExpired()))).isEqualTo(new Append.Conflicted());
        assertThat(log.append(seenByBoth, List.of(
                new PaymentCaptured(0, seenByBoth.placed().total(), "charge"),
                new OrderShipped(null, null, Actor.admin("owner")))))
                        .isEqualTo(new Append.Conflicted());
        assertThat(found().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(found().nextSeq()).isEqualTo(3);
    }

    @Test
    void append_factThatTheOrderDoesNotTake_shouldBeRefusedBeforeAnythingIsWritten() {
        placeReserved();

        assertThatIllegalStateException().isThrownBy(() -> append(new OrderShipped(null, null, Actor.admin("owner"))));
        assertThatIllegalStateException().isThrownBy(
                () -> log.append(found(),
                        List.of(new HoldExpired(), new OrderShipped(null, null, Actor.admin("owner")))));
        assertThat(found().nextSeq()).isEqualTo(2);
    }

    @Test
    void append_byManyAtOnce_shouldLetOneWin() throws Exception {
        placeReserved();
        var seenByAll = found();

        var appends = atOnce(8, n -> log.append(seenByAll, List.of(new PaymentDeclined(0, "reason-" + n, null))));

        assertThat(appends.stream().filter(Append.Appended.class::isInstance)).hasSize(1);
        assertThat(found().nextSeq()).isEqualTo(3);
    }

    @Test
    void append_withinACorrelation_shouldKeepItsId() {
        Correlation.with("correlation-1", () -> log.place(ID, Orders.placedFact(Orders.line("TEA", 2))));

        assertThat(found().facts().getFirst().correlationId()).isEqualTo("correlation-1");
    }

    @Test
    void update_unknownOrder_shouldBeEmptyAndDecideNothing() {
        assertThat(log.update(ID, order -> {
            throw new AssertionError("There is nothing to decide");
        })).isEmpty();
    }

    @Test
    void update_decisionToDoNothing_shouldGiveTheOrderAsItIs() {
        placeReserved();

        assertThat(log.update(ID, order -> List.of())).hasValueSatisfying(
                order -> assertThat(order.facts()).isEqualTo(found().facts()));
        assertThat(found().nextSeq()).isEqualTo(2);
    }

    @Test
    void update_conflictOnce_shouldDecideAgainOnWhatTheOtherWriterMadeOfIt() {
        placeReserved();
        var decisions = new AtomicInteger();

        var updated = log.update(ID, order -> {
            if (decisions.getAndIncrement() == 0) {
                append(new OrderCancelled(Actor.GUEST));
            }
            return order.status().awaitsPayment() ? List.of(new HoldExpired()) : List.of();
        });

        assertThat(decisions).hasValue(2);
        assertThat(pauses).hasSize(1);
        assertThat(updated).hasValueSatisfying(
                order -> assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED));
    }

    @Test
    void update_conflictEachTime_shouldGiveUp() {
        placeReserved();
        var attempts = new AtomicInteger();

        assertThatExceptionOfType(ContentionException.class)
                .isThrownBy(() -> log.update(ID, order -> {
                    overtake(order, attempts);
                    return List.of(new OrderCancelled(Actor.GUEST));
                }))
                .withMessageContaining("Too many writers");
        assertThat(attempts).hasValue(10);
        assertThat(pauses).hasSize(9);
        assertThat(found().status().awaitsPayment()).isTrue();
    }

    private void overtake(Order order, AtomicInteger attempts) {
        var fact = attempts.getAndIncrement() % 2 == 0
                ? new PaymentDeclined(order.attempt(), "card_declined", null)
                : new PaymentSubmitted(order.attempt() + 1, "tok_again");
        append(fact);
    }

    @Test
    void update_byManyAtOnce_shouldCarryOutEachDecisionOnTheLatestOrder() throws Exception {
        placeReserved();

        var outcomes = atOnce(6, n -> log.decide(ID, order -> order.status() == OrderStatus.RESERVED
                ? Decision.add(new OrderCancelled(Actor.customer("customer-1")), cancelled -> "cancelled")
                : Decision.leave(other -> "too late")));

        assertThat(outcomes.stream().map(outcome -> outcome.orElseThrow()))
                .containsOnlyOnce("cancelled")
                .contains("too late");
        assertThat(found().nextSeq()).isEqualTo(3);
    }

    @Test
    void record_putInATransaction_shouldFailWhereThePositionIsTaken() {
        var dynamoDbLog = new DynamoDbOrderLog(database.client(), "OrdersTable", TestEnvironment.CLOCK,
                TestEnvironment.BACKOFF);
        placeReserved();
        var taken = dynamoDbLog.record(ID, 1, "", new StockRejected(List.of()));
        var free = dynamoDbLog.record(ID, 2, "correlation-1", new HoldExpired());

        assertThat(isWritten(free, taken)).isFalse();
        assertThat(found().nextSeq()).isEqualTo(2);
        assertThat(isWritten(free)).isTrue();
        assertThat(found().facts().getLast()).isEqualTo(free);
    }

    private void placeReserved() {
        log.place(ID, Orders.placedFact(Orders.line("TEA", 2)));
        append(Orders.reservedFact(Orders.line("TEA", 2)));
    }

    private void append(Fact fact) {
        assertThat(log.append(found(), List.of(fact))).isInstanceOf(Append.Appended.class);
    }

    private Order found() {
        return log.find(ID).orElseThrow();
    }

    private static boolean isWritten(RecordedFact... facts) {
        try {
            database.client().transactWriteItems(
                    transaction -> transaction.transactItems(Stream.of(facts)
                            .map(fact -> Transactions.put(
                                    "OrdersTable", FactItems.item(fact, Orders.NOW), DynamoDbOrderLog.POSITION_IS_FREE))
                            .toList()));
            return true;
        } catch (TransactionCanceledException cancelled) {
            return false;
        }
    }

    private interface Task<T> {
        T run(int number) throws Exception;
    }

    /** Runs a task on that many threads, which all start at the same time. */
    private static <T> List<T> atOnce(int threads, Task<T> task) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, threads)
                    .mapToObj(n -> pool.submit((Callable<T>) () -> {
                        start.await();
                        return task.run(n);
                    }))
                    .toList();
            return resultsOf(futures);
        }
    }

    private static <T> List<T> resultsOf(List<Future<T>> futures) throws Exception {
        var results = new ArrayList<T>();
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }
}

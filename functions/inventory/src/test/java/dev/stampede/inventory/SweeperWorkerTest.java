package dev.stampede.inventory;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbSweepMark;
import dev.stampede.inventory.adapters.Intercepted;
import dev.stampede.inventory.sweep.PlacementIndex.Span;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Orders are placed at {@link TestEnvironment#NOW}; the sweeper runs every minute, and its patience is two minutes. */
class SweeperWorkerTest {

    private static final ScheduledEvent EVENT = Events.read("SweeperFunction-EveryMinute.json", ScheduledEvent.class);
    private static final LambdaContext CONTEXT = new LambdaContext("SweeperFunction");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<Sent> sent = new ArrayList<>();
    private final SettableClock clock = new SettableClock();
    private boolean queuesFail;
    private SweeperWorker worker;

    private record Sent(String queue, String eventId, String type, Integer delaySeconds) {}

    @BeforeEach
    void startSweeping() {
        database.receive(TEA, 20, 1);
        worker = worker(database.client());
        sweepAt(0);
    }

    @Test
    void sweep_placedOrderWithoutAnAnswer_shouldBeReservedOnce() {
        database.place("lost", line("TEA", 3));

        sweepAt(3);
        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.PLACED);
        sweepAt(4);
        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.RESERVED);
        sweepThrough(5, 8);

        assertThat(database.stock(TEA).available()).isEqualTo(17);
        assertThat(metrics.sum("StepRepeated/RESERVATION")).isEqualTo(1);
    }

    @Test
    void sweep_placedOrderWithTooFewUnits_shouldBeRejected() {
        database.place("lost", line("TEA", 21));

        sweepThrough(1, 4);

        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void sweep_latePaymentWithoutAnAnswer_shouldBeReservedAgain() {
        reserve("lost");
        database.append("lost", new HoldExpired(),
                new PaymentCapturedLate(0, new Money(1000, "EUR"), "charge"));

        sweepThrough(1, 4);

        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.PAID_LATE_RESERVED);
        database.assertEquation(TEA);
    }

    @Test
    void sweep_chargeWithoutAnAnswer_shouldGoToThePaymentsAgain() {
        reserve("lost");

        sweepThrough(1, 4);

        assertThat(sent).containsExactly(sent("payments", "lost", 1, "StockReserved"));
    }

    @Test
    void sweep_holdThatIsOver_shouldEndAtOnceAndNotAfterAnotherHold() {
        reserve("lost");
        database.append("lost", new PaymentActionRequired(0, "https://pay.example.com/1"));
        database.mailed("lost", 2);

        sweepThrough(1, 24);
        assertThat(sent).isEmpty();
        sweepAt(25);

        assertThat(sent).containsExactly(new Sent("hold-expiry", Orders.id("lost") + "/1",
                OrderEvent.typeOf("StockReserved"), 0));
    }

    @Test
    void sweep_orderThatEnded_shouldBeReleasedAndItsChargesVoidedAndItsCustomerNotified() {
        reserve("lost");
        database.append("lost", new OrderCancelled(Actor.GUEST));

        sweepThrough(1, 4);

        assertThat(sent).containsExactlyInAnyOrder(
                sent("payments", "lost", 2, "OrderCancelled"), sent("stock-releases", "lost", 2, "OrderCancelled"),
                sent("emails", "lost", 2, "OrderCancelled"));
    }

    @Test
    void sweep_refundThatWasNotMade_shouldGoToThePaymentsAgain() {
        reserve("lost");
        pay("lost");
        database.mailed("lost", 2);
        database.append("lost", new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        sweepThrough(1, 4);

        assertThat(sent).containsExactly(sent("payments", "lost", 3, "RefundRequested"));
    }

    @Test
    void sweep_mailThatWasNeverSent_shouldBeQueuedAgain() {
        reserve("lost");
        pay("lost");

        sweepThrough(1, 4);

        assertThat(sent).containsExactly(sent("emails", "lost", 2, "PaymentCaptured"));
    }

    @Test
    void sweep_mailWhoseSenderFailed_shouldBeQueuedAgain() {
        reserve("lost");
        pay("lost");
        claim("lost", 2, TestEnvironment.NOW.plusSeconds(30));

        sweepThrough(1, 4);

        assertThat(sent).containsExactly(sent("emails", "lost", 2, "PaymentCaptured"));
    }

    @Test
    void sweep_mailThatIsBeingSentOrWasSent_shouldBeLeftAlone() {
        reserve("sending");
        pay("sending");
        claim("sending", 2, TestEnvironment.NOW.plus(Duration.ofHours(1)));
        reserve("sent");
        pay("sent");
        database.mailed("sent", 2);

        sweepThrough(1, 30);

        assertThat(sent).isEmpty();
    }

    @Test
    void sweep_stepThatIsLostAgain_shouldBeRepeatedAtLaterAges() {
        reserve("lost");

        sweepThrough(1, 14);

        assertThat(sent).filteredOn(message -> message.queue().equals("payments")).hasSize(3);
    }

    @Test
    void sweep_queueDoesNotTakeTheMessage_shouldTryAgainInTheNextRun() {
        reserve("lost");
        sweepThrough(1, 3);
        queuesFail = true;
        assertThatThrownBy(() -> sweepAt(4)).hasMessageContaining("payments");
        queuesFail = false;

        sweepAt(5);

        assertThat(sent).containsExactly(sent("payments", "lost", 1, "StockReserved"));
    }

    @Test
    void sweep_afterAnOutageOfTheSweeper_shouldMissNoOrder() {
        database.place("lost", line("TEA", 1));
        sweepAt(1);

        sweepAt(600);

        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void sweep_failureAfterAPause_shouldKeepWhatWasSweptBefore() {
        reserve("lost");
        queuesFail = true;

        assertThatThrownBy(() -> sweepAt(30)).hasMessageContaining("payments");

        assertThat(new DynamoDbSweepMark(database.client(), "InventoryTable").read())
                .contains(TestEnvironment.NOW.plus(Duration.ofMinutes(3)));
    }

    @Test
    void sweep_orderThatIsOutOfReach_shouldKeepNoOtherWaitingAndNotBePassed() {
        database.receive(TEA, 60, 2);
        for (var second = 0; second < 60; second++) {
            placeAt("lost-" + second, TestEnvironment.NOW.plusSeconds(second));
        }
        worker = worker(without("query", Orders.id("lost-50").value()));

        assertThatThrownBy(() -> sweepAt(20)).hasMessageContaining("no answer");

        assertThat(database.order("lost-51").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(database.order("lost-0").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(new DynamoDbSweepMark(database.client(), "InventoryTable").read())
                .contains(TestEnvironment.NOW.plus(Duration.ofMinutes(3)));

        worker = worker(database.client());
        sweepAt(21);

        assertThat(database.order("lost-50").status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void sweep_firstRunsFail_shouldBeginWhereTheyBegan() {
        worker = worker(without("query"));
        database.clear();

        assertThatThrownBy(() -> worker.handleRequest(EVENT, CONTEXT)).hasMessageContaining("no answer");

        assertThat(new DynamoDbSweepMark(database.client(), "InventoryTable").read())
                .contains(clock.now.minus(Duration.ofMinutes(1)));
    }

    @Test
    void sweep_orderThatCannotBeRead_shouldNotKeepTheOthersWaiting() {
        database.place("unreadable", line("TEA", 1));
        database.place("lost", line("TEA", 1));
        database.client().updateItem(update -> update.tableName("OrdersTable")
                .key(Map.of("orderId", AttributeValue.fromS(Orders.id("unreadable").value()), "seq",
                        AttributeValue.fromN("0")))
                .updateExpression("SET #type = :type")
                .expressionAttributeNames(Map.of("#type", "type"))
                .expressionAttributeValues(Map.of(":type", AttributeValue.fromS("Unheard"))));

        sweepThrough(1, 4);

        assertThat(database.order("lost").status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void sweep_eachRun_shouldReportHowFarItIsBehind() {
        sweepAt(1);

        assertThat(metrics.isKnown("SweeperLag")).isTrue();
        assertThat(metrics.sum("SweeperLag")).isZero();
    }

    @Test
    void within_ordersAroundMidnight_shouldBeThoseOfTheSpanUpToTheLimit() {
        var midnight = Instant.parse("2026-06-02T00:00:00Z");
        var index = new DynamoDbPlacedOrders(database.client(), "OrdersTable");
        placeAt("before", midnight.minusMillis(2));
        placeAt("first", midnight.minusMillis(1));
        placeAt("second", midnight);
        placeAt("after", midnight.plusMillis(1));
        var span = List.of(new Span(midnight.minusMillis(1), midnight.plusMillis(1)));

        assertThat(index.within(span, 2)).hasValueSatisfying(found -> assertThat(found)
                .containsExactlyInAnyOrder(Orders.id("first"), Orders.id("second")));
        assertThat(index.within(span, 1)).isEmpty();
    }

    private static void placeAt(String name, Instant at) {
        new DynamoDbOrderLog(database.client(), "OrdersTable", Clock.fixed(at, ZoneOffset.UTC), database.backoff)
                .place(Orders.id(name), Orders.placedFact(line("TEA", 1)));
    }

    private static void reserve(String name) {
        database.reservations().reserve(List.of(database.place(name, line("TEA", 1))));
    }

    private static void pay(String name) {
        database.append(name, (Fact) new PaymentCaptured(0, new Money(1000, "EUR"), "charge"));
    }

    private static void claim(String name, int seq, Instant until) {
        database.client().putItem(put -> put.tableName("EmailsTable").item(Map.of(
                "pk", AttributeValue.fromS("mail#" + Orders.id(name) + "/" + seq),
                "state", AttributeValue.fromS("SENDING"),
                "leaseUntil", AttributeValue.fromN(Long.toString(until.toEpochMilli())))));
    }

    private static Sent sent(String queue, String name, int seq, String fact) {
        return new Sent(queue, Orders.id(name) + "/" + seq, OrderEvent.typeOf(fact), 0);
    }

    private SweeperWorker worker(DynamoDbClient client) {
        return new SweeperWorker(new FunctionEnvironment(
                new Settings(InventoryDatabase.settings()), clock, duration -> Thread.yield(), new Random(1),
                new GivenClients(client, new Queues()), metrics));
    }

    /** Calls of an operation fail, if they contain all of these texts. */
    private static DynamoDbClient without(String operation, String... texts) {
        return Intercepted.client(database.client(), (called, arguments, real) -> {
            if (called.startsWith(operation) && Stream.of(texts).allMatch(Arrays.toString(arguments)::contains)) {
                throw SdkClientException.create("There is no answer");
            }
            return real.call();
        });
    }

    private void sweepAt(int minute) {
        clock.now = TestEnvironment.NOW.plus(Duration.ofMinutes(minute));
        worker.handleRequest(EVENT, CONTEXT);
    }

    private void sweepThrough(int first, int last) {
        for (var minute = first; minute <= last; minute++) {
            sweepAt(minute);
        }
    }

    private final class Queues implements SqsClient {

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
            var queue = batch.queueUrl().substring(batch.queueUrl().lastIndexOf('/') + 1);
            if (queuesFail) {
                return SendMessageBatchResponse.builder().failed(batch.entries().stream()
                        .map(entry -> BatchResultErrorEntry.builder().id(entry.id()).build()).toList()).build();
            }
            batch.entries().forEach(entry -> {
                var event = OrderEvent.parse(entry.messageBody());
                sent.add(new Sent(queue, event.id(), event.type(), entry.delaySeconds()));
            });
            return SendMessageBatchResponse.builder().failed(List.of()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class SettableClock extends Clock {

        private Instant now = TestEnvironment.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

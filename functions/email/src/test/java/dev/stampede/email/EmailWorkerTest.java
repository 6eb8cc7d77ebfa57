package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.Test;

class EmailWorkerTest {

    private static final OrderId ORDER = new OrderId("ref_00000000000000000000000000000000");
    private static final String MESSAGE = "059f36b4-87a3-44ab-83d2-661975830a7d";
    private static final Map<String, String> SETTINGS = Map.of(
            "ORDERS_TABLE", "OrdersTable", "EMAILS_TABLE", "EmailsTable", "EMAIL_FROM", "store@example.com",
            "STORE_NAME", "Stampede", "STORE_LANGUAGE", "en", "STORE_TIME_ZONE", "UTC", "EMAIL_CONFIGURATION_SET",
            "stampede-email", "DEPLOYMENT_KEY", "test");

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final AdjustableClock clock = new AdjustableClock();
    private final FakeSes ses = new FakeSes();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private EmailWorker worker;

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start("OrdersTable", "EmailsTable");
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void start() {
        database.clear("OrdersTable", "EmailsTable");
        worker = newWorker();
    }

    @Test
    void paidOrder_shouldBeConfirmedByMail() {
        paidOrder();

        assertNoFailures(deliver());

        var mail = ses.taken().getFirst();
        assertThat(ses.taken()).hasSize(1);
        assertThat(mail.source()).isEqualTo("store@example.com");
        assertThat(mail.destinations()).containsExactly("buyer@example.com");
        assertThat(mail.configurationSetName()).isEqualTo("stampede-email");
        var message = new SentMessage(mail);
        assertThat(message.header("From")).isEqualTo("\"Stampede\" <store@example.com>");
        assertThat(message.header("Subject")).isEqualTo("Your Stampede order is confirmed");
        assertThat(message.text())
                .contains("2 x Name of FIELD-NOTEBOOK-A5 (€10.00): €20.00", "Total: €20.00",
                        " (" + ORDER);
        assertThat(message.html()).contains("Name of FIELD-NOTEBOOK-A5", "€20.00");
        assertThat(metrics.sum("Email/Sent")).isEqualTo(1);
    }

    @Test
    void sameMessageTwice_shouldBeOneMail() {
        paidOrder();
        assertNoFailures(deliver());
        assertNoFailures(deliver());
        assertThat(ses.taken()).hasSize(1);
        assertThat(metrics.sum("Email/Sent")).isEqualTo(1);
    }

    @Test
    void sameMessageFromAnotherProcess_shouldBeOneMail() {
        paidOrder();
        assertNoFailures(deliver());
        worker = newWorker();
        assertNoFailures(deliver());
        assertThat(ses.taken()).hasSize(1);
    }

    @Test
    void secondDeliveryWhileTheFirstIsSending_shouldComeBackAndSendNothing() {
        paidOrder();
        var second = new ArrayList<SQSBatchResponse>();
        ses.before(request -> {
            ses.work();
            second.add(deliver());
        });

        assertNoFailures(deliver());

        assertFailed(second.getFirst());
        assertNoFailures(deliver());
        assertThat(ses.taken()).hasSize(1);
    }

    @Test
    void manyDeliveriesAtOnce_shouldBeOneMail() {
        paidOrder();
        var count = 8;
        var start = new CyclicBarrier(count);
        var responses = new CopyOnWriteArrayList<SQSBatchResponse>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, count).forEach(i -> threads.submit(() -> {
                start.await();
                return responses.add(newWorker().handleRequest(sample(), new LambdaContext("EmailsFunction")));
            }));
        }
        assertThat(responses).hasSize(count);
        assertThat(ses.taken()).hasSize(1);
        assertNoFailures(deliver());
    }

    @Test
    void crashAfterTheClaim_shouldSendAfterTheLease() {
        paidOrder();
        ses.failWith(FakeSes.error("ServiceUnavailable", "Try later", 503));
        assertFailed(deliver());

        ses.work();
        clock.advance(Duration.ofSeconds(29));
        assertFailed(deliver());
        assertThat(ses.taken()).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        assertNoFailures(deliver());
        assertThat(ses.taken()).hasSize(1);
    }

    @Test
    void throttling_shouldComeBack() {
        paidOrder();
        ses.failWith(FakeSes.error("Throttling", "Maximum sending rate exceeded.", 400));
        assertFailed(deliver());
    }

    @Test
    void badAddress_shouldBeRecordedAndNotTriedAgain() {
        paidOrder();
        ses.failWith(FakeSes.error("InvalidParameterValue", "Missing final '@domain'", 400));
        assertNoFailures(deliver());
        assertThat(metrics.sum("Email/Rejected")).isEqualTo(1);

        ses.work();
        assertNoFailures(deliver());
        assertThat(ses.taken()).isEmpty();
    }

    @Test
    void suppressedAddress_shouldGetNoMail() {
        paidOrder();
        var hash = new KeyedHash(new Settings(SETTINGS).read(
                settings -> DeploymentKey.of(settings, Purpose.EMAILS)));
        new DynamoDbSuppressions(database.client(), "EmailsTable", hash, clock)
                .add("BUYER@example.com", Suppressions.Reason.COMPLAINED);
        assertNoFailures(deliver());
        assertThat(ses.taken()).isEmpty();
        assertThat(metrics.sum("Email/Suppressed")).isEqualTo(1);
    }

    @Test
    void declineOfAnOrderThatIsPaidByNow_shouldBeNoMail() {
        order(new PaymentDeclined(0, "card_declined", null), new PaymentSubmitted(1, "tok_approve"), captured(1));
        assertNoFailures(deliver());
        assertThat(ses.taken()).isEmpty();
    }

    @Test
    void expiryOfAnOrderWithoutAnswerToItsPayment_shouldBeMailedLater() {
        order(new HoldExpired());
        assertFailed(deliver());

        clock.advance(Duration.ofMinutes(1));
        assertNoFailures(deliver());
        assertNoFailures(deliver());

        assertThat(ses.taken()).singleElement().satisfies(
                mail -> assertThat(new SentMessage(mail).header("Subject")).contains("expired"));
    }

    @Test
    void expiryOfAnOrderThatWasPaidAtTheLastMoment_shouldBeNoMail() {
        order(new HoldExpired());
        assertFailed(deliver());
        append(new PaymentCapturedLate(0, new Money(2000, "EUR"), "pay_1"));

        clock.advance(Duration.ofMinutes(1));
        assertNoFailures(deliver());

        assertThat(ses.taken()).isEmpty();
    }

    @Test
    void messageAboutAnUnknownOrder_shouldComeBack() {
        assertFailed(deliver());
        assertThat(ses.taken()).isEmpty();
    }

    @Test
    void oneBadMessage_shouldNotHoldUpTheOthers() {
        paidOrder();
        var batch = sample();
        var bad = sample().getRecords().getFirst();
        bad.setMessageId("bad");
        bad.setBody("{}");
        batch.setRecords(List.of(bad, batch.getRecords().getFirst()));

        var response = worker.handleRequest(batch, new LambdaContext("EmailsFunction"));

        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("bad");
        assertThat(ses.taken()).hasSize(1);
    }

    @Test
    void table_shouldHoldNoAddressAndExpire() {
        paidOrder();
        deliver();
        var items = database.client().scan(scan -> scan.tableName("EmailsTable")).items();
        assertThat(items).hasSize(1);
        assertThat(items.toString()).doesNotContain("@", "buyer");
        assertThat(items.getFirst().get("expiresAt").n())
                .isEqualTo(Long.toString(Orders.NOW.plus(Duration.ofDays(60)).getEpochSecond()));
    }

    @Test
    void missingSettings_shouldAllBeNamed() {
        assertThatIllegalStateException().isThrownBy(() -> new EmailWorker(TestEnvironment.withoutSettings()))
                .withMessageContainingAll(SETTINGS.keySet().toArray(String[]::new));
        assertThatIllegalStateException().isThrownBy(() -> new EmailFeedbackWorker(TestEnvironment.withoutSettings()))
                .withMessage("Settings: EMAILS_TABLE is not set; DEPLOYMENT_KEY is not set");
    }

    private static void paidOrder() {
        order(captured(0));
    }

    /** Puts an order there that was reserved and then met these facts. */
    private static void order(Fact... facts) {
        var line = Orders.line("FIELD-NOTEBOOK-A5", 2);
        var log = new DynamoDbOrderLog(database.client(), "OrdersTable", new AdjustableClock(),
                TestEnvironment.BACKOFF);
        log.place(ORDER, Orders.placedFact(line));
        log.append(log.find(ORDER).orElseThrow(), List.of(Orders.reservedFact(line)));
        log.append(log.find(ORDER).orElseThrow(), List.of(facts));
    }

    private static void append(Fact fact) {
        var log = new DynamoDbOrderLog(database.client(), "OrdersTable", new AdjustableClock(),
                TestEnvironment.BACKOFF);
        log.append(log.find(ORDER).orElseThrow(), List.of(fact));
    }

    private static PaymentCaptured captured(int attempt) {
        return new PaymentCaptured(attempt, new Money(2000, "EUR"), "pay_1");
    }

    private EmailWorker newWorker() {
        return new EmailWorker(new FunctionEnvironment(
                new Settings(SETTINGS), clock, Pause.sleeping(), new Random(), new GivenClients(database.client(), ses),
                metrics));
    }

    private SQSBatchResponse deliver() {
        return worker.handleRequest(sample(), new LambdaContext("EmailsFunction"));
    }

    private static SQSEvent sample() {
        return Events.read("EmailsFunction-Outcomes.json", SQSEvent.class);
    }

    private static void assertNoFailures(SQSBatchResponse response) {
        assertThat(response.getBatchItemFailures()).isEmpty();
    }

    private static void assertFailed(SQSBatchResponse response) {
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly(MESSAGE);
    }
}

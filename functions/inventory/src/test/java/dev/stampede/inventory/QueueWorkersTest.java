package dev.stampede.inventory;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.CodeUsesEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueWorkersTest {

    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");
    private static final Sku A6 = new Sku("FIELD-NOTEBOOK-A6");
    private static final Sku WELCOME = Sku.ofPromotion("WELCOME10");
    private static final LambdaContext CONTEXT = new LambdaContext("test");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA, A5, A6, WELCOME);
    }

    @Test
    void release_sampleEventOfAnUnknownOrder_shouldComeBack() {
        var event = Events.read("ReleasesFunction-Releases.json", SQSEvent.class);

        var response = new ReleaseWorker(environment()).handleRequest(event, CONTEXT);

        assertThat(response.getBatchItemFailures()).extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly(event.getRecords().getFirst().getMessageId());
    }

    @Test
    void release_sameMessageTwiceInABatchAndAgain_shouldReleaseOnceUnderItsCorrelationId() {
        database.receive(TEA, 5, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        database.append("1", new HoldExpired());
        var event = messages(expired("1"), expired("1"));
        var environment = environment();
        var worker = new ReleaseWorker(environment);

        worker.handleRequest(event, CONTEXT);
        var again = worker.handleRequest(event, CONTEXT);

        assertThat(again.getBatchItemFailures()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(5);
        assertThat(database.order("1").facts()).hasSize(4);
        assertThat(database.order("1").facts().getLast().correlationId()).isEqualTo("correlation");
        assertThat(((RecordedMetrics) environment.metrics()).sum("Release/Released")).isEqualTo(1);
    }

    @Test
    void release_messageThatIsNoEvent_shouldComeBackAndNotStopTheOthers() {
        database.receive(TEA, 5, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        database.append("1", new HoldExpired());

        var response = new ReleaseWorker(environment()).handleRequest(messages("{}", expired("1")), CONTEXT);

        assertThat(response.getBatchItemFailures()).extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("message-0");
        assertThat(database.stock(TEA).available()).isEqualTo(5);
    }

    @Test
    void adjust_sampleEventTwice_shouldApplyEachLineOnce() {
        var event = Events.read("AdjustmentsFunction-Adjustments.json", SQSEvent.class);
        database.sell(A5, A6, WELCOME);
        var environment = environment();
        var worker = new AdjustmentWorker(environment);

        worker.handleRequest(event, CONTEXT);
        var again = worker.handleRequest(event, CONTEXT);

        assertThat(again.getBatchItemFailures()).isEmpty();
        assertThat(database.stock(A5)).extracting(Stock::available, Stock::received).containsExactly(40L, 40L);
        assertThat(database.stock(A6)).extracting(Stock::available, Stock::received).containsExactly(25L, 25L);
        assertThat(database.stock(WELCOME)).extracting(Stock::available, Stock::received).containsExactly(100L, 100L);
        assertThat(((RecordedMetrics) environment.metrics()).sum("Adjustment/Applied")).isEqualTo(3);
        assertThat(((RecordedMetrics) environment.metrics()).sum("Adjustment/AlreadyApplied")).isEqualTo(3);
    }

    @Test
    void adjust_usesOfACode_shouldAddUpInAnyOrder() {
        database.sell(WELCOME);
        var raised = CodeUsesEvent.of("WELCOME10", 100, 150, Orders.NOW).toJson();
        var first = CodeUsesEvent.of("WELCOME10", 0, 100, Orders.NOW).toJson();

        var response = new AdjustmentWorker(environment()).handleRequest(messages(raised, first, raised), CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(database.stock(WELCOME)).extracting(Stock::available, Stock::received).containsExactly(150L, 150L);
    }

    @Test
    void adjust_messageThatIsNoAdjustment_shouldComeBackAndNotStopTheOthers() {
        var good = Events.read("AdjustmentsFunction-Adjustments.json", SQSEvent.class).getRecords().getFirst();
        database.sell(A5);

        var response = new AdjustmentWorker(environment()).handleRequest(
                messages("{\"adjustments\":[{\"delta\":0}]}", good.getBody()), CONTEXT);

        assertThat(response.getBatchItemFailures()).extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("message-0");
        assertThat(database.stock(A5).available()).isEqualTo(40);
    }

    @Test
    void adjust_sampleEventTwiceWithOneUnknownSku_shouldRefuseThatOneAndApplyTheOther() {
        var event = Events.read("AdjustmentsFunction-Adjustments.json", SQSEvent.class);
        database.sell(A6, WELCOME);
        var environment = environment();
        var worker = new AdjustmentWorker(environment);

        worker.handleRequest(event, CONTEXT);
        var again = worker.handleRequest(event, CONTEXT);

        assertThat(again.getBatchItemFailures()).isEmpty();
        assertThat(database.stock(A5).isKnown()).isFalse();
        assertThat(database.stock(A6).available()).isEqualTo(25);
        assertThat(database.movements().latest(A5, 20)).singleElement()
                .extracting(movement -> movement.refusal()).isEqualTo("unknown-sku");
        assertThat(((RecordedMetrics) environment.metrics()).sum("Adjustment/UnknownSku")).isEqualTo(2);
    }

    private static String expired(String name) {
        return OrderEvent.of(Orders.id(name), 2, "HoldExpired", Orders.NOW.toString(), "correlation", "{}").toJson();
    }

    private static SQSEvent messages(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(java.util.stream.IntStream.range(0, bodies.length).mapToObj(number -> {
            var message = new SQSMessage();
            message.setMessageId("message-" + number);
            message.setBody(bodies[number]);
            return message;
        }).toList());
        return event;
    }

    private static FunctionEnvironment environment() {
        return TestEnvironment.of(InventoryDatabase.settings(), database.client());
    }
}

package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.webhooks.WebhookEditing.Outcome;
import dev.stampede.webhooks.WebhookEditing.Refusal;
import dev.stampede.webhooks.Webhook.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeliveryTest {

    private static final TestStore DATABASE = new TestStore();
    private static final Instant FROM = TestEnvironment.NOW.minus(Duration.ofHours(1));
    private static final Instant TO = TestEnvironment.NOW.plus(Duration.ofHours(1));

    private final TestStore store = DATABASE;

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private Webhook paused(int events) {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        put(webhook, Status.PAUSED);
        IntStream.range(0, events).forEach(order -> store.publish(TestStore.paid(order)));
        put(webhook, Status.ENABLED);
        return webhook;
    }

    private void put(Webhook webhook, Status status) {
        store.editing().put(webhook.id(), new WebhookEditing.Form(webhook.url(), webhook.types(), "", status), null);
    }

    private Outcome<Redelivery> start(Webhook webhook, boolean all) {
        return store.editing().redeliver(webhook.id(), FROM, TO, all, "owner");
    }

    private void run() {
        while (store.redeliver()) {
            store.deliver();
        }
    }

    @Test
    void skippedDeliveries_shouldBeDeliveredAPageAtATime() {
        var webhook = paused(RedeliveryRun.PAGE + 30);
        assertThat(start(webhook, false)).isInstanceOf(Outcome.Done.class);
        assertThat(start(webhook, false)).isEqualTo(new Outcome.Refused<>(Refusal.RUNNING));
        assertThat(store.redeliver()).isTrue();
        assertThat(store.sqs.waiting(TestStore.DELIVERIES)).hasSize(RedeliveryRun.PAGE);
        run();
        store.deliver();
        assertThat(store.requests).hasSize(RedeliveryRun.PAGE + 30);
        assertThat(store.redeliveries().find(webhook.id()).orElseThrow()).satisfies(redelivery -> {
            assertThat(redelivery.hasEnded()).isTrue();
            assertThat(redelivery.redelivered()).isEqualTo(RedeliveryRun.PAGE + 30);
            assertThat(redelivery.continueFrom()).isNull();
        });
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status).containsOnly(Delivery.Status.DELIVERED);
    }

    @Test
    void eachStepTwice_shouldDeliverOnce() {
        var webhook = paused(RedeliveryRun.PAGE + 30);
        start(webhook, false);
        for (;;) {
            var steps = store.sqs.take(TestStore.EVENTS);
            if (steps.isEmpty()) {
                break;
            }
            for (var copy = 0; copy < 2; copy++) {
                steps.forEach(step -> store.eventsWorker(store.clients())
                        .handleRequest(step.event(), new LambdaContext("WebhookEventsFunction")));
                // Later than the queue recognizes the attempts.
                store.sqs.forgetDuplicates();
            }
            store.deliver();
        }
        assertThat(store.requests).hasSize(RedeliveryRun.PAGE + 30);
        assertThat(store.redeliveries().find(webhook.id()).orElseThrow().redelivered())
                .isEqualTo(RedeliveryRun.PAGE + 30);
    }

    @Test
    void deliveredEvents_shouldBeRepeatedOnlyIfAllAreAskedFor() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        store.deliver();
        start(webhook, false);
        run();
        assertThat(store.requests).hasSize(1);
        start(webhook, true);
        run();
        assertThat(store.requests).hasSize(2).extracting(TestStore.Request::id)
                .containsOnly(store.requests.getFirst().id());
    }

    @Test
    void eventsOutsideTheSpan_shouldBeLeftOut() {
        var webhook = paused(1);
        store.editing().redeliver(webhook.id(), FROM.minus(Duration.ofDays(1)), FROM, false, "owner");
        run();
        assertThat(store.requests).isEmpty();
    }

    @Test
    void oneDelivery_shouldBeRepeatedAndRetried() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        store.deliver();
        var delivery = store.deliveries(webhook.id()).getFirst();
        store.receive(request -> TestStore.answer(500));
        assertThat(store.editing().redeliver(webhook.id(), delivery.id())).isInstanceOf(Outcome.Done.class);
        store.deliver();
        assertThat(store.deliveries(webhook.id())).singleElement().satisfies(again -> {
            assertThat(again.status()).isEqualTo(Delivery.Status.PENDING);
            assertThat(again.attempts()).hasSize(2);
            assertThat(again.due()).isEqualTo(store.clock.instant().plus(Duration.ofMinutes(1)).plusMillis(5));
        });
        store.receive(request -> TestStore.answer(200));
        store.clock.advance(Duration.ofMinutes(2));
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        assertThat(store.deliveries(webhook.id()).getFirst().status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void webhookThatIsPausedMeanwhile_shouldEndItsRedelivery() {
        var webhook = paused(1);
        start(webhook, false);
        put(webhook, Status.PAUSED);
        run();
        assertThat(store.requests).isEmpty();
        assertThat(store.redeliveries().find(webhook.id()).orElseThrow().hasEnded()).isTrue();
        assertThat(start(webhook, false)).isEqualTo(new Outcome.Refused<>(Refusal.NOT_ENABLED));
    }

    @Test
    void webhookThatDoesNotKeepUp_shouldBeWaitedFor() {
        var webhook = paused(1);
        store.webhooks().hold(webhook.id(), store.clock.instant().plusSeconds(30));
        start(webhook, false);
        assertThat(store.redeliver()).isTrue();
        assertThat(store.sqs.waiting(TestStore.DELIVERIES)).isEmpty();
        store.clock.advance(Duration.ofMinutes(1));
        run();
        assertThat(store.requests).hasSize(1);
    }

    /** A job whose message was lost in a crash must not block later ones forever. */
    @Test
    void stalledRedelivery_shouldBeReplaced() {
        var webhook = paused(1);
        start(webhook, false);
        var lost = store.sqs.take(TestStore.EVENTS);
        store.clock.advance(Duration.ofMinutes(31));
        assertThat(start(webhook, false)).isInstanceOf(Outcome.Done.class);
        lost.forEach(step -> store.sqs.giveBack(TestStore.EVENTS, step));
        run();
        assertThat(store.requests).hasSize(1);
    }

    @Test
    void sampleEvent_shouldBeHandled() {
        var event = Events.read("WebhookEventsFunction-RedeliveryStep.json", SQSEvent.class);
        assertThat(store.eventsWorker(store.clients())
                .handleRequest(event, new LambdaContext("WebhookEventsFunction")).getBatchItemFailures())
                        .isEmpty();
    }
}

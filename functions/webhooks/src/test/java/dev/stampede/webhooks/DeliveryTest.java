package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OwnerNotice;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.webhooks.Webhook.Disabled;
import dev.stampede.webhooks.Webhook.Disabled.Reason;
import dev.stampede.webhooks.Webhook.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a published event to its receivers, with retries. */
class DeliveryTest {

    private static final TestStore DATABASE = new TestStore();

    private final TestStore store = DATABASE;

    @AfterEach
    void clear() {
        store.clear();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void event_shouldBeSignedAndSentToItsReceiversAlone() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.webhook("other.example.com", "stampede.product.changed.v1");
        assertThat(store.publish(TestStore.paid(1))).isTrue();
        assertThat(store.deliver()).isEmpty();
        assertThat(store.requests).singleElement().satisfies(request -> {
            assertThat(request.url().host()).isEqualTo("one.example.com");
            var at = Instant.ofEpochSecond(Long.parseLong(request.headers().get("webhook-timestamp")));
            assertThat(at).isEqualTo(store.clock.instant());
            var secret = store.secrets.open(webhook.id(), webhook.secrets().getFirst().sealed());
            assertThat(request.headers().get("webhook-signature"))
                    .isEqualTo(secret.sign(request.id(), at, request.body()));
        });
        assertThat(store.deliveries(webhook.id())).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(delivery.due()).isNull();
            assertThat(delivery.attempts()).singleElement()
                    .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(200));
        });
    }

    @Test
    void sameEventTwice_shouldBeSentOnce() {
        store.webhook("one.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        store.publish(TestStore.paid(1));
        store.deliver();
        store.publish(TestStore.paid(1));
        store.deliver();
        // Later than the queue recognizes it.
        store.sqs.forgetDuplicates();
        store.publish(TestStore.paid(1));
        store.deliver();
        assertThat(store.requests).hasSize(1);
    }

    @Test
    void sameMessageTwice_shouldBeAttemptedOnce() {
        store.webhook("one.example.com", TestStore.PAID);
        store.receive(request -> TestStore.answer(500));
        store.publish(TestStore.paid(1));
        var message = store.sqs.take(TestStore.DELIVERIES).getFirst();
        assertThat(store.handled(message.event(), store.clients())).isTrue();
        assertThat(store.handled(message.event(), store.clients())).isTrue();
        assertThat(store.requests).hasSize(1);
    }

    /** Both send, under one id; one attempt is recorded, and so one schedule. */
    @Test
    void sameMessageTwiceAtOnce_shouldHaveTheSameId() throws InterruptedException {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        var both = new CountDownLatch(2);
        store.receive(request -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return TestStore.answer(500);
        });
        store.publish(TestStore.paid(1));
        var message = store.sqs.take(TestStore.DELIVERIES).getFirst();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var copy = 0; copy < 2; copy++) {
                threads.execute(() -> store.handled(message.event(), store.clients()));
            }
        }
        assertThat(store.requests).hasSize(2).extracting(TestStore.Request::id)
                .containsOnly(store.requests.getFirst().id());
        assertThat(store.deliveries(webhook.id())).singleElement()
                .satisfies(delivery -> assertThat(delivery.tries()).isEqualTo(1));
    }

    @Test
    void failedDelivery_shouldBeRetriedUntilItSucceeds() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.receive(request -> TestStore.answer(503));
        store.publish(TestStore.paid(1));
        store.deliver();
        assertThat(store.find(webhook.id()).failingSince()).isEqualTo(store.clock.instant());
        assertThat(store.retry()).as("before it is due").isZero();
        store.clock.advance(Duration.ofMinutes(2));
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        assertThat(store.requests).hasSize(2);
        store.receive(request -> TestStore.answer(204));
        store.clock.advance(Duration.ofMinutes(6));
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        store.clock.advance(Duration.ofDays(1));
        assertThat(store.retry()).isZero();
        assertThat(store.requests).hasSize(3).extracting(TestStore.Request::id)
                .containsOnly(store.requests.getFirst().id());
        assertThat(store.requests).extracting(TestStore.Request::body).containsOnly(store.requests.getFirst().body());
        assertThat(store.find(webhook.id()).failingSince()).isNull();
        assertThat(store.deliveries(webhook.id())).singleElement()
                .satisfies(delivery -> assertThat(delivery.attempts()).extracting(Attempt::status)
                        .containsExactly(503, 503, 204));
    }

    /** What was asked for is asked for again only after a while, and then once more should the message be lost. */
    @Test
    void lostRetry_shouldBeAskedForAgain() {
        store.webhook("one.example.com", TestStore.PAID);
        store.receive(request -> TestStore.none(Attempt.Failure.NOT_CONNECTED));
        store.publish(TestStore.paid(1));
        store.deliver();
        store.clock.advance(Duration.ofMinutes(2));
        assertThat(store.retry()).isEqualTo(1);
        assertThat(store.retry()).isZero();
        store.sqs.take(TestStore.DELIVERIES);
        store.clock.advance(Retries.PATIENCE);
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        assertThat(store.requests).hasSize(2);
    }

    @Test
    void webhookThatFailsForThreeDays_shouldBeDisabledAndItsOwnerTold() {
        var before = store.metrics.sum("WebhookDisabled");
        var webhook = store.webhook("dead.example.com", TestStore.PAID);
        store.receive(request -> TestStore.none(Attempt.Failure.TIMEOUT));
        store.publish(TestStore.paid(1));
        store.deliver();
        var since = store.find(webhook.id()).failingSince();
        runForDays(4);
        var disabled = store.find(webhook.id());
        assertThat(disabled.status()).isEqualTo(Status.DISABLED);
        assertThat(disabled.disabled()).satisfies(one -> {
            assertThat(one.reason()).isEqualTo(Reason.FAILING);
            assertThat(one.at()).isBetween(since.plus(RetrySchedule.LONGEST), since.plus(Duration.ofDays(4)));
        });
        assertThat(disabled.ownerUntold()).isFalse();
        assertThat(store.requests).hasSize(14);
        assertThat(store.deliveries(webhook.id())).singleElement()
                .satisfies(delivery -> assertThat(delivery.status()).isEqualTo(Delivery.Status.FAILED));
        assertThat(store.sqs.take(TestStore.EMAILS)).singleElement()
                .satisfies(
                        mail -> assertThat(OwnerNotice.parse(mail.body()).data().host()).isEqualTo("dead.example.com"));
        assertThat(store.metrics.sum("WebhookDisabled") - before).isEqualTo(1);
        store.publish(TestStore.paid(2));
        assertThat(store.deliver()).isEmpty();
        assertThat(store.requests).hasSize(14);
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status)
                .containsExactlyInAnyOrder(Delivery.Status.FAILED, Delivery.Status.SKIPPED);
    }

    @Test
    void webhookThatIsGone_shouldBeDisabledAtOnceAndItsOwnerTold() {
        var before = store.metrics.sum("WebhookDisabled");
        var webhook = store.webhook("gone.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        store.deliver();
        store.receive(request -> TestStore.answer(410));
        store.publish(TestStore.paid(2));
        var message = store.sqs.take(TestStore.DELIVERIES).getFirst();
        assertThat(store.handled(message.event(), store.clients())).isTrue();
        assertThat(store.handled(message.event(), store.clients())).as("twice").isTrue();
        assertThat(store.find(webhook.id())).satisfies(disabled -> {
            assertThat(disabled.status()).isEqualTo(Status.DISABLED);
            assertThat(disabled.disabled()).isEqualTo(new Disabled(store.clock.instant(), Reason.GONE));
        });
        assertThat(store.metrics.sum("WebhookDisabled") - before).isEqualTo(1);
        store.retry();
        store.retry();
        assertThat(store.sqs.take(TestStore.EMAILS)).singleElement()
                .satisfies(mail -> assertThat(OwnerNotice.parse(mail.body()).data().gone()).isTrue());
        store.clock.advance(Duration.ofDays(1));
        assertThat(store.retry()).isZero();
        assertThat(store.requests).hasSize(2);
        put(webhook, Status.ENABLED);
        store.receive(request -> TestStore.answer(200));
        assertThat(store.find(webhook.id()).disabled()).isNull();
        assertThat(store.retry()).as("what it missed").isEqualTo(1);
        store.deliver();
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status).containsOnly(Delivery.Status.DELIVERED);
    }

    /** A late answer of the old URL says nothing about the new one. */
    @Test
    void webhookThatIsChangedWhileItAnswersGone_shouldStayEnabled() {
        var webhook = store.webhook("gone.example.com", TestStore.PAID);
        store.receive(request -> {
            put(webhook, Status.ENABLED);
            return TestStore.answer(410);
        });
        store.publish(TestStore.paid(1));
        store.deliver();
        assertThat(store.find(webhook.id()).status()).isEqualTo(Status.ENABLED);
    }

    @Test
    void receiverThatAsksToWait_shouldBeHeldAndNotAskedEarlier() {
        var webhook = store.webhook("busy.example.com", TestStore.PAID);
        store.receive(request -> TestStore.answer(429, Duration.ofMinutes(20)));
        store.publish(TestStore.paid(1));
        store.deliver();
        assertThat(store.find(webhook.id()).isHeld(store.clock.instant())).isTrue();
        store.clock.advance(Duration.ofMinutes(19));
        assertThat(store.retry()).isZero();
        store.clock.advance(Duration.ofMinutes(2));
        store.receive(request -> TestStore.answer(200));
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        assertThat(store.deliveries(webhook.id())).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(Delivery.Status.DELIVERED);
            assertThat(delivery.attempts()).extracting(Attempt::retryAfter)
                    .containsExactly(Duration.ofMinutes(20), null);
        });
    }

    /** One event that the receiver cannot take does not disable a webhook that takes others. */
    @Test
    void webhookThatFailsForOneEventAlone_shouldStayEnabled() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.receive(request -> TestStore.answer(request.body().contains("%032d".formatted(1)) ? 500 : 200));
        store.publish(TestStore.paid(1));
        store.deliver();
        runForDays(1);
        store.publish(TestStore.paid(2));
        store.deliver();
        runForDays(3);
        assertThat(store.find(webhook.id()).status()).isEqualTo(Status.ENABLED);
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status)
                .containsExactlyInAnyOrder(Delivery.Status.FAILED, Delivery.Status.DELIVERED);
    }

    private void runForDays(int days) {
        for (var half = 0; half < days * 48; half++) {
            store.clock.advance(Duration.ofMinutes(30));
            store.retry();
            store.sqs.forgetDuplicates();
            store.deliver();
        }
    }

    @Test
    void pausedWebhook_shouldReceiveNothingAndItsRetriesLater() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.receive(request -> TestStore.answer(500));
        store.publish(TestStore.paid(1));
        store.deliver();
        put(webhook, Status.PAUSED);
        store.publish(TestStore.paid(2));
        store.clock.advance(Duration.ofHours(1));
        assertThat(store.retry()).isZero();
        store.receive(request -> TestStore.answer(200));
        put(webhook, Status.ENABLED);
        assertThat(store.retry()).isEqualTo(1);
        store.deliver();
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status)
                .containsExactlyInAnyOrder(Delivery.Status.DELIVERED, Delivery.Status.SKIPPED);
    }

    @Test
    void messageOfAPausedWebhook_shouldBeSkipped() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        put(webhook, Status.PAUSED);
        store.deliver();
        assertThat(store.requests).isEmpty();
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status)
                .containsExactly(Delivery.Status.SKIPPED);
    }

    private void put(Webhook webhook, Status status) {
        store.editing().put(webhook.id(), new WebhookEditing.Form(webhook.url(), webhook.types(), "", status), null);
    }

    @Test
    void messageOfADeletedWebhook_shouldBeDropped() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        assertThat(store.editing().delete(webhook.id())).isTrue();
        assertThat(store.deliver()).isEmpty();
        assertThat(store.requests).isEmpty();
    }

    /** Its new deliveries wait in the table; the queue stays short, and they come a few at a time. */
    @Test
    void webhookThatDoesNotKeepUp_shouldBeHeld() {
        var webhook = store.webhook("slow.example.com", TestStore.PAID);
        store.publish(TestStore.paid(1));
        store.clock.advance(Attempts.PATIENCE.plusSeconds(1));
        store.deliver();
        assertThat(store.find(webhook.id()).heldUntil()).isEqualTo(store.clock.instant().plus(Attempts.HOLD));
        IntStream.range(2, 40).forEach(order -> store.publish(TestStore.paid(order)));
        store.publish(TestStore.paid(2));
        assertThat(store.sqs.waiting(TestStore.DELIVERIES)).isEmpty();
        assertThat(store.deliveries(webhook.id())).hasSize(39);
        assertThat(store.retry()).isEqualTo(Retries.MAX_HELD_ATTEMPTS);
        store.deliver();
        store.clock.advance(Attempts.HOLD);
        assertThat(store.retry()).isEqualTo(18);
        store.deliver();
        assertThat(store.requests).hasSize(39);
        assertThat(store.deliveries(webhook.id())).extracting(Delivery::status).containsOnly(Delivery.Status.DELIVERED);
    }

    /** At most as many at a time as it has slots, and none of another webhook's. */
    @Test
    void messagesOfAWebhook_shouldBeInItsGroups() {
        var one = store.webhook("one.example.com", TestStore.PAID);
        var two = store.webhook("two.example.com", TestStore.PAID);
        IntStream.range(0, 60).forEach(order -> store.publish(TestStore.paid(order)));
        var groups = store.sqs.take(TestStore.DELIVERIES).stream().map(FakeFifo.Sent::group).distinct().toList();
        assertThat(groups).hasSize(2 * TestStore.SLOTS);
        assertThat(groups.stream().filter(group -> group.startsWith(one.id().value()))).hasSize(TestStore.SLOTS);
        assertThat(groups.stream().filter(group -> group.startsWith(two.id().value()))).hasSize(TestStore.SLOTS);
    }

    @Test
    void rotatedSecret_shouldSignBesideTheOneBeforeForAWhile() {
        var webhook = store.webhook("one.example.com", TestStore.PAID);
        store.editing().rotate(webhook.id(), Duration.ofHours(1));
        store.publish(TestStore.paid(1));
        store.deliver();
        store.clock.advance(Duration.ofHours(1));
        store.publish(TestStore.paid(2));
        store.deliver();
        var secrets = store.find(webhook.id()).secrets().stream()
                .map(secret -> store.secrets.open(webhook.id(), secret.sealed())).toList();
        assertThat(secrets.getLast())
                .isEqualTo(store.secrets.open(webhook.id(), webhook.secrets().getFirst().sealed()));
        assertThat(signatures(0)).containsExactlyElementsOf(secrets.stream().map(secret -> signed(0, secret)).toList());
        assertThat(signatures(1)).containsExactly(signed(1, secrets.getFirst()));
    }

    private List<String> signatures(int request) {
        return List.of(store.requests.get(request).headers().get("webhook-signature").split(" "));
    }

    private String signed(int index, SigningSecret secret) {
        var request = store.requests.get(index);
        return secret.sign(request.id(),
                Instant.ofEpochSecond(Long.parseLong(request.headers().get("webhook-timestamp"))), request.body());
    }

    @Test
    void queueThatRefusesSomeMessages_shouldGetThemAgain() {
        store.webhook("one.example.com", TestStore.PAID);
        store.webhook("two.example.com", TestStore.PAID);
        store.sqs.failNext(1);
        assertThat(store.publish(TestStore.paid(1))).isTrue();
        assertThat(store.sqs.take(TestStore.DELIVERIES)).hasSize(2);
        store.sqs.failNext(100);
        assertThat(store.publish(TestStore.paid(2))).as("comes again").isFalse();
        store.sqs.failNext(0);
    }

    @Test
    void sampleEvents_shouldBeHandled() {
        var context = new LambdaContext("WebhookEventsFunction");
        assertThat(store.eventsWorker(store.clients()).handleRequest(
                Events.read("WebhookEventsFunction-Events.json",
                        SQSEvent.class),
                context).getBatchItemFailures()).isEmpty();
        assertThat(store.handled(Events.read("WebhookDeliveriesFunction-Deliveries.json",
                SQSEvent.class), store.clients())).isTrue();
    }
}

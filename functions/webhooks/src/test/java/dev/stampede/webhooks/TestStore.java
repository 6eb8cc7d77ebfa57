package dev.stampede.webhooks;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.webhooks.adapters.AesSecretBox;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbRedeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.Payloads;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import dev.stampede.webhooks.adapters.SqsOwnerNotices;
import dev.stampede.webhooks.adapters.SqsRedeliveryQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions of webhooks on DynamoDB Local, with queues, receivers and a clock that a test moves. */
final class TestStore implements AutoCloseable {

    static final String TABLE = "WebhooksTable";
    static final String DELIVERIES = "deliveries";
    static final String EVENTS = "events";
    static final String EMAILS = "emails";
    static final String PAID = "stampede.order.payment-captured.v1";
    static final int SLOTS = 5;

    private final LocalDynamoDb database = LocalDynamoDb.start(TABLE);
    final AdjustableClock clock = new AdjustableClock();
    final FakeFifo sqs = new FakeFifo(clock);
    final RecordedMetrics metrics = new RecordedMetrics();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    final SecretBox secrets = new AesSecretBox("key");
    private Function<Request, Sender.Answer> receiver = request -> answer(200);

    /** What a receiver got. */
    record Request(WebhookUrl url, Map<String, String> headers, String body) {

        String id() {
            return headers.get("webhook-id");
        }
    }

    /** The calls of the functions. */
    record Clients(DynamoDbClient dynamoDb, SqsClient sqs, Sender sender) {}

    static Sender.Answer answer(int status) {
        return answer(status, null);
    }

    static Sender.Answer answer(int status, @Nullable Duration retryAfter) {
        return new Sender.Answer.Answered(status, Duration.ofMillis(5), retryAfter);
    }

    static Sender.Answer none(Attempt.Failure failure) {
        return new Sender.Answer.None(failure, Sender.TIMEOUT);
    }

    void receive(Function<Request, Sender.Answer> how) {
        receiver = how;
    }

    Clients clients() {
        return new Clients(database.client(), sqs, (url, headers, body) -> {
            var request = new Request(url, headers, body);
            requests.add(request);
            return receiver.apply(request);
        });
    }

    DynamoDbClient dynamoDb() {
        return database.client();
    }

    /** As it was made: nothing stored, nothing queued, and a receiver that accepts everything. */
    void clear() {
        database.clear(TABLE);
        for (var queue : List.of(DELIVERIES, EVENTS, EMAILS)) {
            sqs.take(queue);
        }
        sqs.forgetDuplicates();
        requests.clear();
        receive(request -> answer(200));
    }

    Webhooks webhooks() {
        return new DynamoDbWebhooks(database.client(), TABLE, TestEnvironment.BACKOFF);
    }

    Deliveries deliveries() {
        return new DynamoDbDeliveries(database.client(), TABLE);
    }

    Redeliveries redeliveries() {
        return new DynamoDbRedeliveries(database.client(), TABLE);
    }

    private static DeliveryQueue queue(Clients clients) {
        return new SqsDeliveryQueue(clients.sqs(), DELIVERIES, SLOTS, TestEnvironment.BACKOFF);
    }

    WebhookEventsWorker eventsWorker(Clients clients) {
        var webhooks = new DynamoDbWebhooks(clients.dynamoDb(), TABLE, TestEnvironment.BACKOFF);
        var deliveries = new DynamoDbDeliveries(clients.dynamoDb(), TABLE);
        return new WebhookEventsWorker(
                new FanOut(webhooks::all, deliveries, queue(clients), clock),
                new RedeliveryRun(webhooks, deliveries, new DynamoDbRedeliveries(clients.dynamoDb(), TABLE),
                        queue(clients), new SqsRedeliveryQueue(clients.sqs(), EVENTS), clock),
                metrics);
    }

    WebhookDeliveryWorker deliveryWorker(Clients clients) {
        return new WebhookDeliveryWorker(attempts(clients), clock, metrics);
    }

    private Attempts attempts(Clients clients) {
        return new Attempts(new DynamoDbWebhooks(clients.dynamoDb(), TABLE, TestEnvironment.BACKOFF),
                new DynamoDbDeliveries(clients.dynamoDb(), TABLE), secrets, clients.sender(), clock,
                TestEnvironment.BACKOFF);
    }

    WebhookRetryWorker retryWorker(Clients clients) {
        return new WebhookRetryWorker(new Retries(
                new DynamoDbWebhooks(clients.dynamoDb(), TABLE, TestEnvironment.BACKOFF),
                new DynamoDbDeliveries(clients.dynamoDb(), TABLE), queue(clients),
                new SqsOwnerNotices(clients.sqs(), EMAILS, "owner@example.com"), clock), clock, metrics);
    }

    WebhookEditing editing() {
        var clients = clients();
        return new WebhookEditing(webhooks(), deliveries(), redeliveries(), queue(clients),
                new SqsRedeliveryQueue(clients.sqs(), EVENTS), secrets, Payloads::test, clock,
                TestEnvironment.BACKOFF);
    }

    Webhook webhook(String host, String... types) {
        var form = new WebhookEditing.Form(new WebhookUrl("https://" + host + "/events"), List.of(types), "", null);
        return ((WebhookEditing.Outcome.Done<WebhookEditing.WithSecret>) editing().create(form, "owner")).result()
                .webhook();
    }

    Webhook find(WebhookId id) {
        return webhooks().find(id).orElseThrow();
    }

    /** All deliveries of a webhook, newest first. */
    List<Delivery> deliveries(WebhookId id) {
        return deliveries().list(id, null, null, 100).deliveries();
    }

    /** A published event of an order that was paid. */
    static String paid(int order) {
        var id = "ref_%032d".formatted(order);
        return """
                {"specversion": "1.0", "id": "%s/2", "source": "/stampede/orders", "type": "%s", "subject": "%s",
                "time": "2026-06-01T11:59:59Z", "datacontenttype": "application/json", "correlationid": "c",
                "data": {"amount": {"amount": 100, "currency": "EUR"}}}
                """.formatted(id, PAID, id);
    }

    /** @return whether the message was handled */
    boolean publish(String event) {
        return publish(event, clients());
    }

    boolean publish(String event, Clients clients) {
        var message = new FakeFifo.Sent("event", event, "", clock.millis());
        return eventsWorker(clients).handleRequest(message.event(), new LambdaContext("WebhookEventsFunction"))
                .getBatchItemFailures().isEmpty();
    }

    /** Makes the attempts that are waiting. @return the messages that failed, which are back in the queue */
    List<FakeFifo.Sent> deliver() {
        return deliver(clients());
    }

    List<FakeFifo.Sent> deliver(Clients clients) {
        var failed = new ArrayList<FakeFifo.Sent>();
        for (var message : sqs.take(DELIVERIES)) {
            if (!handled(message.event(), clients)) {
                failed.add(message);
                sqs.giveBack(DELIVERIES, message);
            }
        }
        return failed;
    }

    boolean handled(SQSEvent event, Clients clients) {
        return deliveryWorker(clients).handleRequest(event, new LambdaContext("WebhookDeliveriesFunction"))
                .getBatchItemFailures().isEmpty();
    }

    /** Asks for what is due. @return the number of attempts */
    int retry() {
        return retry(clients());
    }

    int retry(Clients clients) {
        return retryWorker(clients).handleRequest(new ScheduledEvent(), new LambdaContext("WebhookRetriesFunction"))
                .get("attempts");
    }

    /** Does the steps of redeliveries that are waiting. @return whether there was one */
    boolean redeliver() {
        var steps = sqs.take(EVENTS);
        steps.forEach(step -> eventsWorker(clients()).handleRequest(step.event(),
                new LambdaContext("WebhookEventsFunction")));
        return !steps.isEmpty();
    }

    @Override
    public void close() {
        database.close();
    }
}

package dev.stampede.e2e.faults;

import dev.stampede.local.store.mail.RawMail;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.local.lab.capacity.Intercepted;
import dev.stampede.local.lab.capacity.Intercepted.Next;
import dev.stampede.local.lab.faults.InvocationThread;
import dev.stampede.local.store.aws.Notification;
import dev.stampede.local.store.aws.Subscription;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import dev.stampede.runtime.aws.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The services as functions call them: DynamoDB Local, and topics, queues and mail that the simulation drives. */
final class CloudServices implements AwsClients {

    private static final String KEY = "pk";

    /**
     * Their workers write to object storage or to receivers' servers, which the simulation does not have; nothing that is sold
     * depends on them.
     */
    private static final Set<String> OUTSIDE = Set.of("SearchIndexQueue", "OrderIndexQueue", "WebhookEventsQueue");
    private static final Pattern ORDER = Pattern.compile("ref_[0-9a-z]+");

    private final DynamoDbClient dynamoDb;
    private final String emailsTable;
    private final String ledgerTable;
    private final String ordersTable;
    private final Supplier<Run> current;
    private final List<Subscription> subscriptions;
    private final Map<String, AtomicInteger> mails = new ConcurrentHashMap<>();
    private final Set<String> ledgerKeys = new ConcurrentSkipListSet<>();

    /** @param current the run that the calling thread works for */
    CloudServices(Template template, DynamoDbClient dynamoDb, Supplier<Run> current) {
        this.dynamoDb = Intercepted.client(DynamoDbClient.class, dynamoDb, this::carryOut);
        this.emailsTable = template.resource("EmailsTable").physicalName();
        this.ledgerTable = template.resource("SandboxPaymentsTable").physicalName();
        this.ordersTable = template.resource("OrdersTable").physicalName();
        this.current = current;
        var outside = OUTSIDE.stream().map(id -> template.resource(id).physicalName()).toList();
        this.subscriptions = template.resourcesOf("AWS::SNS::Subscription").stream().map(Values::of)
                .map(CloudServices::subscription)
                .filter(subscription -> !outside.contains(name(subscription.endpoint())))
                .toList();
    }

    /** How many mails went out. @param subject a part of it */
    int mails(String orderId, String subject) {
        return mails.entrySet().stream()
                .filter(sent -> sent.getKey().startsWith(orderId) && sent.getKey().contains(subject))
                .mapToInt(sent -> sent.getValue().get()).sum();
    }

    /** What somebody ever wrote to the payment provider's ledger, by its keys. */
    Set<String> ledgerKeys() {
        return ledgerKeys;
    }

    /** The order that a mail, or a change of the record of a mail, is about; empty for any other call. */
    static Optional<String> mailedOrder(SdkRequest request) {
        return Optional.ofNullable(switch (request) {
            case SendRawEmailRequest mail -> message(mail).text();
            case UpdateItemRequest update when update.key().containsKey(KEY) -> update.key().get(KEY).s();
            default -> null;
        }).map(ORDER::matcher).filter(Matcher::find).map(Matcher::group);
    }

    private static RawMail message(SendRawEmailRequest mail) {
        return RawMail.parse(mail.rawMessage().data().asByteArray());
    }

    private SdkResponse carryOut(SdkRequest request, Next next) {
        var response = next.send(request);
        switch (request) {
            case UpdateItemRequest update when update.tableName().equals(emailsTable) -> mailedOrder(update)
                    .ifPresent(order -> current.get().settledMail(order, update.key().get(KEY).s()));
            case UpdateItemRequest update when update.tableName().equals(ledgerTable) ->
                    ledgerKeys.add(update.key().get(KEY).s());
            case PutItemRequest put when put.tableName().equals(ledgerTable) -> ledgerKeys.add(put.item().get(KEY).s());
            case TransactWriteItemsRequest transaction -> transaction.transactItems().stream()
                    .filter(item -> item.put() != null && item.put().tableName().equals(ledgerTable))
                    .forEach(item -> ledgerKeys.add(item.put().item().get(KEY).s()));
            case PutItemRequest put when put.tableName().equals(ordersTable)
                    && put.item().get(FactItems.TYPE).s().equals("StockRejected") ->
                    current.get().rejected(put.item().get(FactItems.ORDER_ID).s());
            default -> {
                // Of no interest here.
            }
        }
        return response;
    }

    private static Subscription subscription(Values values) {
        var attributes = new HashMap<String, String>();
        attributes.put("FilterPolicy", ResponseJson.write(values.section("FilterPolicy").all()));
        attributes.put("RawMessageDelivery", values.text("RawMessageDelivery"));
        return Subscription.of(values.where(), values.text("Endpoint"), attributes);
    }

    private void send(String queue, String body, @Nullable Duration delay) {
        current.get().send(InvocationThread.current().orElseThrow().name(""), queue, body, delay);
    }

    private static String name(String arnOrUrl) {
        return arnOrUrl.substring(Math.max(arnOrUrl.lastIndexOf(':'), arnOrUrl.lastIndexOf('/')) + 1);
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    public SqsClient sqs() {
        return new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest message) {
                send(name(message.queueUrl()), message.messageBody(), null);
                return SendMessageResponse.builder().messageId("message").build();
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
                batch.entries().forEach(entry -> send(name(batch.queueUrl()), entry.messageBody(),
                        entry.delaySeconds() == null ? null : Duration.ofSeconds(entry.delaySeconds())));
                return SendMessageBatchResponse.builder().failed(List.of()).successful(batch.entries().stream()
                        .map(entry -> SendMessageBatchResultEntry.builder().id(entry.id()).build()).toList()).build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SnsClient sns() {
        return new SnsClient() {
            @Override
            public PublishBatchResponse publishBatch(PublishBatchRequest batch) {
                for (var entry : batch.publishBatchRequestEntries()) {
                    var notification = new Notification(entry.id(), batch.topicArn(), "", entry.message(),
                            entry.messageAttributes(), Instant.EPOCH);
                    subscriptions.stream().filter(subscription -> subscription.wants(notification))
                            .forEach(subscription -> send(name(subscription.endpoint()), entry.message(), null));
                }
                return PublishBatchResponse.builder().failed(List.of()).successful(batch.publishBatchRequestEntries()
                        .stream().map(entry -> PublishBatchResultEntry.builder().id(entry.id()).build()).toList())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    /** The simulation has no objects. */
    @Override
    public S3Client s3() {
        throw new UnsupportedOperationException("S3");
    }

    @Override
    public S3Presigner s3Presigner() {
        throw new UnsupportedOperationException("S3");
    }

    @Override
    public SesClient ses() {
        return new SesClient() {
            @Override
            public SendRawEmailResponse sendRawEmail(SendRawEmailRequest mail) {
                var order = mailedOrder(mail).orElseThrow(() -> new IllegalStateException("A mail about no order"));
                current.get().mailed(order);
                mails.computeIfAbsent(order + " " + message(mail).header("Subject").orElseThrow(),
                        none -> new AtomicInteger())
                        .incrementAndGet();
                return SendRawEmailResponse.builder().messageId("mail").build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}

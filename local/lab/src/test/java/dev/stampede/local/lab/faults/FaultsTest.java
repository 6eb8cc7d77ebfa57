package dev.stampede.local.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.database.LocalDatabase;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.aws.Retryable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class FaultsTest {

    private static final String TABLE = "things";
    private static final long SEED = 4711;

    private static LocalDatabase embedded;
    private static int names;

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Fault> met = Collections.synchronizedList(new ArrayList<>());
    private final List<String> published = new ArrayList<>();
    private final String name = "thing-" + names++ + "-";

    @BeforeAll
    static void start() {
        embedded = LocalDatabase.open(null);
        embedded.client().createTable(table -> table.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(AttributeDefinition.builder().attributeName("pk")
                        .attributeType(ScalarAttributeType.S).build()));
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    @Test
    void none_shouldChangeNothing() {
        var client = client(FaultRates.NONE);

        put(client, name);

        assertThat(exists(name)).isTrue();
        assertThat(met).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVER_ERROR"})
    void refused_shouldHaveDoneNothingAndLookLikeAnOutage(Fault fault) {
        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put(client(always(fault)), name))
                .matches(Retryable::isRetryable);

        assertThat(exists(name)).isFalse();
        assertThat(met).containsExactly(fault);
    }

    @Test
    void answerLost_shouldHaveDoneItAndLookLikeAnOutage() {
        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put(client(always(Fault.ANSWER_LOST)), name))
                .matches(Retryable::isRetryable);

        assertThat(exists(name)).isTrue();
    }

    @Test
    void answerLost_ofARead_shouldNotHappen() {
        assertThat(get(client(always(Fault.ANSWER_LOST)), name)).isFalse();
        assertThat(met).isEmpty();
    }

    @Test
    void sentTwice_onACondition_shouldFailByItsOwnFirstWrite() {
        assertThatThrownBy(() -> put(client(always(Fault.SENT_TWICE)), name))
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(exists(name)).isTrue();
    }

    @Test
    void sentTwice_ofATransaction_shouldBeDoneOnceAndAnswered() {
        transact(client(always(Fault.SENT_TWICE)), name);

        assertThat(exists(name)).isTrue();
    }

    @Test
    void conflict_ofATransaction_shouldCancelItForOneItem() {
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> transact(client(always(Fault.CONFLICT)), name, name + "'"))
                .satisfies(canceled -> assertThat(canceled.cancellationReasons()).extracting(CancellationReason::code)
                        .containsExactlyInAnyOrder("TransactionConflict", "None"));

        assertThat(exists(name)).isFalse();
    }

    @Test
    void slow_shouldPauseAndThenDoIt() {
        put(client(always(Fault.SLOW)), name);

        assertThat(exists(name)).isTrue();
        assertThat(pauses).singleElement().satisfies(
                pause -> assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(9)));
    }

    @Test
    void partial_ofABatchOfReads_shouldSayWhatIsLeft() {
        var keys = IntStream.range(0, 8).mapToObj(number -> Map.of("pk", text(name + number))).toList();
        keys.forEach(key -> put(embedded.client(), key.get("pk").s()));

        var answer = client(always(Fault.PARTIAL)).batchGetItem(
                batch -> batch.requestItems(Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build())));

        var left = answer.unprocessedKeys().get(TABLE).keys();
        assertThat(left).isNotEmpty();
        assertThat(answer.responses().get(TABLE)).hasSize(keys.size() - left.size()).doesNotContainAnyElementsOf(left);
    }

    @Test
    void partial_ofMessages_shouldSayWhichFailedAndSendTheOthers() {
        var clients = new Faults(SEED, always(Fault.PARTIAL), pauses::add, (fault, request) -> met.add(fault))
                .apply(clients());
        var numbers = IntStream.range(0, 8).mapToObj(Integer::toString).toList();

        var topic = clients.sns().publishBatch(batch -> batch.publishBatchRequestEntries(numbers.stream()
                .map(number -> PublishBatchRequestEntry.builder().id(number).message(number).build()).toList()));
        var toTopic = List.copyOf(published);
        published.clear();
        var queue = clients.sqs().sendMessageBatch(batch -> batch.entries(numbers.stream()
                .map(number -> SendMessageBatchRequestEntry.builder().id(number).messageBody(number).build())
                .toList()));

        assertThat(topic.failed()).isNotEmpty();
        assertThat(toTopic).doesNotContainAnyElementsOf(topic.failed().stream().map(failed -> failed.id()).toList())
                .hasSize(8 - topic.failed().size());
        assertThat(queue.failed()).isNotEmpty();
        assertThat(published).doesNotContainAnyElementsOf(queue.failed().stream().map(failed -> failed.id()).toList())
                .hasSize(8 - queue.failed().size());
    }

    @Test
    void killed_shouldEndTheInvocationAndKeepWhatWasDone() {
        var faults = new Faults(SEED, FaultRates.NONE, pauses::add, (fault, request) -> met.add(fault));
        var client = faults.apply(clients()).dynamoDb();
        var thread = InvocationThread.root();

        assertThatThrownBy(() -> thread.run(() -> {
            put(client, name);
            faults.change(new FaultRates(0, 0, 0, 0, 0, 0, 0, 1));
            return put(client, name + "'");
        })).isInstanceOf(FunctionKilled.class);
        faults.change(FaultRates.NONE);

        assertThat(exists(name)).isTrue();
        assertThat(thread.isCut()).isTrue();
        assertThatThrownBy(() -> thread.run(() -> get(client, name))).isInstanceOf(FunctionKilled.class);
        assertThat(get(client, name)).as("in another invocation").isTrue();
    }

    @Test
    void killed_inOneThread_shouldEndThoseThatWaitForItAndNotTheOthers() throws Exception {
        var faults = new Faults(SEED, FaultRates.NONE, pauses::add, (fault, request) -> met.add(fault));
        var client = faults.apply(clients()).dynamoDb();
        var thread = InvocationThread.root();

        thread.run(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> InvocationThread.current().orElseThrow().cut());
                return threads.submit(() -> get(client, name));
            }
        }).get();

        assertThatThrownBy(() -> thread.run(() -> get(client, name))).isInstanceOf(FunctionKilled.class);
    }

    @Test
    void killed_outsideOfAnInvocation_shouldNotHappen() {
        put(client(new FaultRates(0, 0, 0, 0, 0, 0, 0, 1)), name);

        assertThat(met).isEmpty();
    }

    @Test
    void sameSeed_shouldDecideTheSameInAnyOrder() {
        var rates = new FaultRates(.2, .2, 0, 0, 0, .2, 0, 0);
        var forwards = IntStream.range(0, 40).mapToObj(number -> name + number).toList();

        var first = outcomes(rates, SEED, forwards);
        assertThat(outcomes(rates, SEED, forwards.reversed()).reversed()).isEqualTo(first);
        assertThat(outcomes(rates, SEED + 1, forwards)).isNotEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void sameCall_againAndAgain_shouldMeetFaultsAsOftenAsTheRateSays() {
        var client = client(new FaultRates(.25, 0, 0, 0, 0, 0, 0, 0));

        for (var time = 0; time < 1000; time++) {
            try {
                get(client, name);
            } catch (SdkException refused) {
                assertThat(Retryable.isRetryable(refused)).isTrue();
            }
        }

        assertThat(met).hasSizeBetween(200, 300);
    }

    @Test
    void rates_ofMoreThanOneOrLessThanNothing_shouldBeRefused() {
        assertThatThrownBy(() -> new FaultRates(.5, .6, 0, 0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FaultRates(-.1, 0, 0, 0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FaultRates(Double.NaN, 0, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> outcomes(FaultRates rates, long seed, List<String> names) {
        var client = new Faults(seed, rates, pauses::add, (fault, request) -> met.add(fault)).apply(clients())
                .dynamoDb();
        return names.stream().map(each -> {
            met.clear();
            try {
                get(client, each);
            } catch (SdkException refused) {
                return each + met;
            }
            return each + met;
        }).toList();
    }

    private DynamoDbClient client(FaultRates rates) {
        return new Faults(SEED, rates, pauses::add, (fault, request) -> met.add(fault)).apply(clients()).dynamoDb();
    }

    private static FaultRates always(Fault fault) {
        return new FaultRates(is(fault, Fault.THROTTLED), is(fault, Fault.SERVER_ERROR), is(fault, Fault.CONFLICT),
                is(fault, Fault.ANSWER_LOST), is(fault, Fault.SENT_TWICE), is(fault, Fault.SLOW),
                is(fault, Fault.PARTIAL), 0);
    }

    private static double is(Fault fault, Fault other) {
        return fault == other ? 1 : 0;
    }

    private static boolean put(DynamoDbClient client, String pk) {
        client.putItem(put -> put.tableName(TABLE).item(Map.of("pk", text(pk)))
                .conditionExpression("attribute_not_exists(pk)"));
        return true;
    }

    private static void transact(DynamoDbClient client, String... pks) {
        client.transactWriteItems(transaction -> transaction.transactItems(List.of(pks).stream()
                .map(pk -> TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(Map.of("pk", text(pk)))
                        .conditionExpression("attribute_not_exists(pk)")).build())
                .toList()));
    }

    private static boolean exists(String pk) {
        return get(embedded.client(), pk);
    }

    private static boolean get(DynamoDbClient client, String pk) {
        return !client.getItem(get -> get.tableName(TABLE).key(Map.of("pk", text(pk))).consistentRead(true)).item()
                .isEmpty();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private AwsClients clients() {
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return embedded.client();
            }

            @Override
            public SqsClient sqs() {
                return new Queue();
            }

            @Override
            public SnsClient sns() {
                return new Topic();
            }

            @Override
            public SesClient ses() {
                throw new UnsupportedOperationException("Nobody sends mail");
            }

            @Override
            public S3Client s3() {
                throw new UnsupportedOperationException();
            }

            @Override
            public S3Presigner s3Presigner() {
                throw new UnsupportedOperationException();
            }
        };
    }

    private final class Topic implements SnsClient {

        @Override
        public PublishBatchResponse publishBatch(PublishBatchRequest batch) {
            batch.publishBatchRequestEntries().forEach(entry -> published.add(entry.message()));
            return PublishBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final class Queue implements SqsClient {

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
            batch.entries().forEach(entry -> published.add(entry.messageBody()));
            return SendMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}

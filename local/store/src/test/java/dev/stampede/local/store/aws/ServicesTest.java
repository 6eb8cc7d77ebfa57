package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.testing.Engine;
import dev.stampede.local.store.testing.Items;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ServicesTest {

    private static final String TEMPLATE = """
            Resources:
              Things:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    [{AttributeName: id, AttributeType: S}, {AttributeName: type, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  GlobalSecondaryIndexes:
                    - IndexName: byType
                      KeySchema: [{AttributeName: type, KeyType: HASH}]
                      Projection: {ProjectionType: KEYS_ONLY}
                  TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
              Raw:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 17
                  DelaySeconds: 0
                  MessageRetentionPeriod: 1209600
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
              Dead: {Type: AWS::SQS::Queue}
              Lost: {Type: AWS::SQS::Queue}
              Files: {Type: AWS::S3::Bucket}
              News: {Type: AWS::SNS::Topic}
              RawSubscription:
                Type: AWS::SNS::Subscription
                Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Raw.Arn, RawMessageDelivery: true}
              Broken: {Type: AWS::SNS::Topic}
              Rescued: {Type: AWS::SNS::Topic}
              BrokenSubscription:
                Type: AWS::SNS::Subscription
                Properties:
                  {TopicArn: !Ref Broken, Protocol: sqs, Endpoint: "arn:aws:sqs:eu-central-1:000000000000:gone"}
              RescuedSubscription:
                Type: AWS::SNS::Subscription
                Properties:
                  TopicArn: !Ref Rescued
                  Protocol: sqs
                  Endpoint: arn:aws:sqs:eu-central-1:000000000000:gone
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Lost.Arn}
            """;

    private static Engine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = Engine.start(TEMPLATE, Services.Options.inMemory());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void create_shouldGiveQueuesTheTemplatesAttributes() {
        var attributes = engine.services().clients().sqs()
                .getQueueAttributes(get -> get.queueUrl(engine.queueUrl("Raw")).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "17")
                .containsEntry(QueueAttributeName.QUEUE_ARN,
                        "arn:aws:sqs:eu-central-1:000000000000:stampede-local-Raw");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("arn:aws:sqs:eu-central-1:000000000000:stampede-local-Dead").contains("3");
    }

    @Test
    void create_shouldGiveTablesTheirIndexesAndExpiry() {
        var dynamoDb = engine.services().clients().dynamoDb();
        engine.put("Things", "a", "blue");

        assertThat(dynamoDb.query(query -> query.tableName(engine.name("Things")).indexName("byType")
                .keyConditionExpression("#t = :t").expressionAttributeNames(Map.of("#t", "type"))
                .expressionAttributeValues(Map.of(":t", Items.item("", "blue").get("type")))).items()).hasSize(1);
        assertThat(dynamoDb.describeTimeToLive(describe -> describe.tableName(engine.name("Things")))
                .timeToLiveDescription().attributeName()).isEqualTo("expiresAt");
    }

    @Test
    void dynamoDbOverHttp_shouldSeeTheSameDataAndTheSameErrors() {
        engine.put("Things", "shared", "red");
        try (var http = client(DynamoDbClient.builder(), engine.services().endpoints().dynamoDb())) {
            assertThat(http.getItem(get -> get.tableName(engine.name("Things")).key(
                    Map.of("id", Items.item("shared", "").get("id")))).item()).containsKey("type");
            assertThatThrownBy(() -> http.putItem(put -> put.tableName(engine.name("Things"))
                    .item(Items.item("shared", "red")).conditionExpression("attribute_not_exists(id)")))
                            .isInstanceOf(ConditionalCheckFailedException.class);
            assertThatThrownBy(() -> http.putItem(put -> put.tableName(engine.name("Things"))
                    .item(Items.item("shared", "red")).conditionExpression("attribute_not_exists(id)")
                    .returnValuesOnConditionCheckFailure("ALL_OLD")))
                            .isInstanceOfSatisfying(ConditionalCheckFailedException.class,
                                    failed -> assertThat(failed.item()).isEqualTo(Items.item("shared", "red")));
            assertThatThrownBy(() -> http.transactWriteItems(write -> write.transactItems(TransactWriteItem.builder()
                    .put(put -> put.tableName(engine.name("Things")).item(Items.item("shared", "red"))
                            .conditionExpression("attribute_not_exists(id)"))
                    .build())))
                            .isInstanceOfSatisfying(TransactionCanceledException.class,
                                    cancelled -> assertThat(cancelled.cancellationReasons()).singleElement().satisfies(
                                            reason -> assertThat(reason.code()).isEqualTo("ConditionalCheckFailed")));
            assertThatThrownBy(() -> http.getItem(get -> get.tableName("absent").key(Items.item("a", "b"))))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void publish_shouldBeInTheQueueWhenItReturns() {
        var response = engine.services().clients().sns().publish(publish -> publish.topicArn(engine.topicArn("News"))
                .message("news").messageAttributes(text("kind", "note")));

        assertThat(response.messageId()).isNotEmpty();
        assertThat(engine.receive("Raw")).anySatisfy(message -> {
            assertThat(message.body()).isEqualTo("news");
            assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("note");
            assertThat(message.messageAttributes().get("kind").dataType()).isEqualTo("String");
        });
    }

    @Test
    void publish_whenTheQueueIsGone_shouldFail() {
        var sns = engine.services().clients().sns();

        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(engine.topicArn("Broken")).message("x")))
                .hasMessageContaining("Delivery to a subscribed queue failed");
        var batch = sns.publishBatch(publish -> publish.topicArn(engine.topicArn("Broken"))
                .publishBatchRequestEntries(PublishBatchRequestEntry.builder().id("1").message("x").build()));
        assertThat(batch.successful()).isEmpty();
        assertThat(batch.failed()).singleElement().satisfies(entry -> assertThat(entry.id()).isEqualTo("1"));
    }

    @Test
    void publish_whenTheQueueIsGoneButHasDeadLetters_shouldPutItThere() {
        engine.services().clients().sns()
                .publish(publish -> publish.topicArn(engine.topicArn("Rescued")).message("rescued"));

        assertThat(engine.receive("Lost")).singleElement()
                .satisfies(message -> assertThat(message.body()).contains("rescued"));
    }

    @Test
    void publish_beyondLimits_shouldBeRefused() {
        var sns = engine.services().clients().sns();
        var topic = engine.topicArn("News");

        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("x".repeat(262_145))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic).message("")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> sns.publish(publish -> publish.topicArn(topic + "x").message("x")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sns.publishBatch(publish -> publish.topicArn(topic).publishBatchRequestEntries(
                entries(11, "x")))).isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> sns.publishBatch(publish -> publish.topicArn(topic).publishBatchRequestEntries(
                entries(2, "x".repeat(131_073))))).isInstanceOf(BatchRequestTooLongException.class);
        assertThatThrownBy(() -> sns.publishBatch(publish -> publish.topicArn(topic).publishBatchRequestEntries(
                Collections.nCopies(2, entries(1, "x").getFirst()))))
                        .isInstanceOf(BatchEntryIdsNotDistinctException.class);
    }

    @Test
    void snsOverHttp_shouldPublishToTheSameTopics() {
        try (var http = client(SnsClient.builder(), engine.services().endpoints().sns())) {
            assertThat(http.listTopics().topics()).anySatisfy(
                    topic -> assertThat(topic.topicArn()).isEqualTo(engine.topicArn("News")));
            http.publish(publish -> publish.topicArn(engine.topicArn("News")).message("over <http> & back")
                    .messageAttributes(text("kind", "a b&c")));
            var batch = http.publishBatch(publish -> publish.topicArn(engine.topicArn("News"))
                    .publishBatchRequestEntries(entries(3, "in a batch")));
            assertThat(batch.successful()).hasSize(3);
            assertThatThrownBy(() -> http.publish(publish -> publish.topicArn("arn:aws:sns:x:1:y").message("x")))
                    .isInstanceOf(NotFoundException.class);
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> engine.receive("Raw").stream()
                .anyMatch(message -> message.body().equals("over <http> & back")
                        && message.messageAttributes().get("kind").stringValue().equals("a b&c")));
    }

    @Test
    void sendEmail_inProcessAndOverHttp_shouldBothReachTheMailbox() {
        var mailbox = engine.services().mailbox();
        try (var http = client(SesClient.builder(), engine.services().endpoints().ses())) {
            for (var ses : List.of(engine.services().clients().ses(), http)) {
                var before = mailbox.sent();
                var id = send(ses, "ann@example.com").messageId();
                var mail = mailbox.find(id).orElseThrow();
                assertThat(mailbox.sent()).isEqualTo(before + 1);
                assertThat(mail.to()).containsExactly("ann@example.com");
                assertThat(mail.from()).isEqualTo("Shop <shop@example.com>");
                assertThat(mail.subject()).isEqualTo("Paid: 5 €");
                assertThat(mail.html()).isEqualTo("<b>5 €</b>");
                assertThat(mail.text()).isEqualTo("5 €");
                assertThat(mail.tags()).containsExactlyEntriesOf(Map.of("kind", "paid"));
                assertThat(mailbox.to("ANN@example.com")).contains(mail);
            }
        }
    }

    @Test
    void sendEmail_withWrongAddresses_shouldBeRefusedAndNotRecorded() {
        var ses = engine.services().clients().ses();
        var before = engine.services().mailbox().sent();

        assertThatThrownBy(() -> send(ses)).isInstanceOf(SesException.class);
        assertThatThrownBy(() -> send(ses, "nobody")).isInstanceOf(SesException.class);
        assertThatThrownBy(
                () -> send(ses, IntStream.range(0, 51).mapToObj(i -> i + "@example.com").toArray(String[]::new)))
                        .isInstanceOf(SesException.class).hasMessageContaining("50");
        assertThat(engine.services().mailbox().sent()).isEqualTo(before);
    }

    @Test
    void s3_shouldHaveTheTemplatesBuckets() {
        var bucket = engine.name("Files");
        assertThat(bucket).isEqualTo("stampede-local-files");
        engine.services().clients().s3().putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("b"));
        try (var http = client(S3Client.builder(), engine.services().endpoints().s3())) {
            assertThat(http.getObjectAsBytes(get -> get.bucket(bucket).key("a")).asUtf8String()).isEqualTo("b");
        }
        var url = engine.services().clients().s3Presigner().presignGetObject(presign -> presign
                .signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get -> get.bucket(bucket).key("a"))).url();
        assertThat(url.toString()).startsWith(engine.services().endpoints().s3() + "/" + bucket + "/a?");
    }

    @Test
    void endpoints_shouldAllBeLoopback() {
        assertThat(engine.services().endpoints().environment().values())
                .allSatisfy(url -> assertThat(URI.create(url).getHost()).isEqualTo("127.0.0.1"));
        try (var http = client(SqsClient.builder(), engine.services().endpoints().sqs())) {
            assertThat(http.listQueues().queueUrls()).contains(engine.queueUrl("Raw"));
        }
    }

    @Test
    void start_withUnusableDirectory_shouldSaySoAtOnce() {
        assertThatThrownBy(() -> Services.start(Services.Options.inMemory().withData(Path.of("/proc/none"))))
                .hasMessageContaining("/proc/none");
    }

    @Test
    void start_withSilentEmulator_shouldNameIt() {
        var address = URI.create("http://127.0.0.1:1");

        assertThatThrownBy(() -> Services.start(Services.Options.inMemory().withEmulator(address)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("127.0.0.1:1");
    }

    private static SendEmailResponse send(SesClient ses, String... to) {
        return ses.sendEmail(mail -> mail.source("Shop <shop@example.com>").destination(all -> all.toAddresses(to))
                .message(message -> message.subject(subject -> subject.data("Paid: 5 €"))
                        .body(body -> body.html(html -> html.data("<b>5 €</b>")).text(text -> text.data("5 €"))))
                .tags(List.of(MessageTag.builder().name("kind").value("paid").build())));
    }

    private static List<PublishBatchRequestEntry> entries(int count, String message) {
        return IntStream.range(0, count)
                .mapToObj(i -> PublishBatchRequestEntry.builder().id("id" + i).message(message).build()).toList();
    }

    private static Map<String, MessageAttributeValue> text(String name, String value) {
        return Map.of(name, MessageAttributeValue.builder().dataType("String").stringValue(value).build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}

package dev.stampede.local.lab.capacity;

import static dev.stampede.local.lab.capacity.Database.PLAIN;
import static dev.stampede.local.lab.capacity.Database.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.lab.capacity.RequestUse.Count;
import dev.stampede.runtime.aws.AwsClients;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

@TestInstance(Lifecycle.PER_CLASS)
class CloudConditionsTest {

    private final CapacityMeter meter = new CapacityMeter();
    private final RequestMeter requests = new RequestMeter();
    private Database database;

    @BeforeAll
    void start() {
        database = Database.start();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void metered_shouldCountUnitsAndRequestsAndMessages() {
        var clients = CloudConditions.metered(meter, requests).apply(new Raw());
        var unitsBefore = meter.snapshot();

        clients.dynamoDb().putItem(put -> put.tableName(PLAIN).item(key("metered")));
        clients.sqs().sendMessage(send -> send.messageBody("one"));
        var before = requests.snapshot();
        clients.sqs().sendMessageBatch(send -> send.entries(IntStream.range(0, 10)
                .mapToObj(id -> SendMessageBatchRequestEntry.builder().id("" + id).build()).toList()));
        clients.sqs().receiveMessage(receive -> receive.queueUrl("queue"));
        clients.sns().publishBatch(publish -> publish.publishBatchRequestEntries(
                List.of(PublishBatchRequestEntry.builder().id("a").build())));
        clients.sns().publishBatch(publish -> publish.topicArn("topic"));

        var since = requests.snapshot().minus(before);
        assertThat(meter.snapshot().minus(unitsBefore).writeUnits()).isEqualTo(1);
        assertThat(since.of("sqs", "SendMessage")).isEqualTo(Count.NONE);
        assertThat(since.of("sqs", "SendMessageBatch")).isEqualTo(new Count(1, 10));
        assertThat(since.of("sqs", "ReceiveMessage")).isEqualTo(new Count(1, 3));
        assertThat(since.of("sqs")).isEqualTo(new Count(2, 13));
        assertThat(since.of("sns")).isEqualTo(new Count(2, 1));
    }

    @Test
    void limited_shouldRetryThrottlesAsTheSdkDoes() {
        // At 100 units per second, the next unit is available after 10 ms; two SDK delays are rarely shorter.
        var limits = new CloudLimits(CloudLimits.Options.scaledDown(10));
        var dynamoDb = CloudConditions.metered(meter, requests).limited(limits).apply(new Raw()).dynamoDb();
        var before = meter.snapshot();

        var writes = 0;
        while (limits.refusals().throttled() == 0 && writes < 10_000) {
            dynamoDb.putItem(put -> put.tableName(PLAIN).item(key("retried")));
            writes++;
        }

        assertThat(limits.refusals().throttled()).isPositive();
        assertThat(meter.snapshot().minus(before).writeUnits()).isEqualTo(writes);
    }

    @Test
    void withoutRetries_shouldLetThrottlesThrough() {
        var limits = new CloudLimits(CloudLimits.Options.scaledDown(1_000));
        var dynamoDb = CloudConditions.metered(meter, requests).limited(limits).withoutRetries().apply(new Raw())
                .dynamoDb();

        assertThatThrownBy(() -> IntStream.range(0, 50)
                .forEach(_ -> dynamoDb.putItem(put -> put.tableName(PLAIN).item(key("thrown")))))
                        .isInstanceOf(ThrottlingException.class);
    }

    @Test
    void otherClients_shouldBeTheSame() {
        var raw = new Raw();

        assertThat(CloudConditions.metered(meter, requests).apply(raw).ses()).isSameAs(raw.ses());
    }

    private final class Raw implements AwsClients {

        private final SesClient ses = new SesClient() {
            @Override
            public String serviceName() {
                return "ses";
            }

            @Override
            public void close() {}
        };

        @Override
        public DynamoDbClient dynamoDb() {
            return database.client();
        }

        @Override
        public SesClient ses() {
            return ses;
        }

        @Override
        public S3Client s3() {
            throw new UnsupportedOperationException();
        }

        @Override
        public S3Presigner s3Presigner() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SqsClient sqs() {
            return new SqsClient() {
                @Override
                public SendMessageResponse sendMessage(SendMessageRequest request) {
                    return SendMessageResponse.builder().build();
                }

                @Override
                public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
                    return SendMessageBatchResponse.builder().build();
                }

                @Override
                public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
                    return ReceiveMessageResponse.builder().messages(List.of(Message.builder().body("a").build(),
                            Message.builder().body("b").build(), Message.builder().body("c").build())).build();
                }

                @Override
                public String serviceName() {
                    return "sqs";
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SnsClient sns() {
            return new SnsClient() {
                @Override
                public PublishBatchResponse publishBatch(PublishBatchRequest request) {
                    return PublishBatchResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return "sns";
                }

                @Override
                public void close() {}
            };
        }
    }
}

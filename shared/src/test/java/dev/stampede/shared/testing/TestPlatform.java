package dev.stampede.shared.testing;

import dev.stampede.shared.Platform;
import dev.stampede.shared.Settings;
import dev.stampede.shared.aws.AwsClients;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A platform for handlers under test: given settings, a clock that stands at {@link Orders#NOW}, given clients. */
public final class TestPlatform {

    public static final Clock CLOCK = Clock.fixed(Orders.NOW, ZoneOffset.UTC);

    private TestPlatform() {}

    public static Platform of(Map<String, String> settings, AwsClients clients) {
        return new Platform(new Settings(settings), CLOCK, clients, new RecordedMetrics());
    }

    /** For handlers that use DynamoDB only. */
    public static Platform of(Map<String, String> settings, DynamoDbClient dynamoDb) {
        return of(settings, new DynamoDbOnly(dynamoDb));
    }

    private record DynamoDbOnly(DynamoDbClient dynamoDb) implements AwsClients {

        @Override
        public SqsClient sqs() {
            throw new AssertionError("This handler should not use SQS");
        }

        @Override
        public SnsClient sns() {
            throw new AssertionError("This handler should not use SNS");
        }

        @Override
        public SesClient ses() {
            throw new AssertionError("This handler should not use SES");
        }
    }
}

package dev.stampede.runtime.aws;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's own clients with its default region, credentials and endpoints, over the light HTTP client of the JDK.
 * {@code AWS_ENDPOINT_URL} and its kin per service point them elsewhere.
 */
public final class SdkClients implements AwsClients {

    /** How every client of a function tries again: few attempts, with full jitter. */
    public static final RetryMode RETRIES = RetryMode.STANDARD;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    @Override
    public DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().httpClient(http()).overrideConfiguration(SdkClients::settle).build();
    }

    @Override
    public SqsClient sqs() {
        return SqsClient.builder().httpClient(http()).overrideConfiguration(SdkClients::settle).build();
    }

    @Override
    public SnsClient sns() {
        return SnsClient.builder().httpClient(http()).overrideConfiguration(SdkClients::settle).build();
    }

    @Override
    public SesClient ses() {
        return SesClient.builder().httpClient(http()).overrideConfiguration(SdkClients::settle).build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
    }

    /**
     * The SDK's default for DynamoDB is nine attempts with up to 20 seconds between them, longer than any function runs.
     */
    private static void settle(ClientOverrideConfiguration.Builder configuration) {
        configuration.retryStrategy(RETRIES);
    }
}

package dev.stampede.runtime.aws;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's own clients with its default region, credentials and endpoints, over the light HTTP client of the JDK.
 * {@code AWS_ENDPOINT_URL} and its kin per service point them elsewhere. One client for each service. Thread-safe.
 */
public final class SdkClients implements AwsClients {

    /** How every client of a function tries again: few attempts, with full jitter. */
    public static final RetryMode RETRIES = RetryMode.STANDARD;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /**
     * How many idle connections the JDK keeps to one host; by default 5, so that more calls at once would open, and
     * encrypt, a new connection each. More than a function's calls at once, bounded by its threads and its batches.
     */
    static final int IDLE_CONNECTIONS = 64;

    static {
        // Read once, when the JDK opens its first HTTP connection (Java networking properties, http.maxConnections).
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(IDLE_CONNECTIONS));
        }
    }

    private final Once<DynamoDbClient> dynamoDb = new Once<>(
            () -> settled(DynamoDbClient.builder().httpClient(http())).build());
    private final Once<SqsClient> sqs = new Once<>(() -> settled(SqsClient.builder().httpClient(http())).build());
    private final Once<SnsClient> sns = new Once<>(() -> settled(SnsClient.builder().httpClient(http())).build());
    private final Once<SesClient> ses = new Once<>(() -> settled(SesClient.builder().httpClient(http())).build());

    @Override
    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    @Override
    public SqsClient sqs() {
        return sqs.get();
    }

    @Override
    public SnsClient sns() {
        return sns.get();
    }

    @Override
    public SesClient ses() {
        return ses.get();
    }

    /** Makes a client when it is first asked for, and gives that one from then on. */
    private static final class Once<T> {

        private final Supplier<T> maker;
        private @Nullable T client;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            if (client == null) {
                client = maker.get();
            }
            return client;
        }
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
    }

    /**
     * The SDK's default for DynamoDB is nine attempts with up to 20 seconds between them, longer than any function runs.
     */
    private static <B extends SdkClientBuilder<B, ?>> B settled(B builder) {
        return builder.overrideConfiguration(configuration -> configuration.retryStrategy(RETRIES));
    }
}

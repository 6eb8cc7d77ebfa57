package dev.stampede.runtime.aws;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients with default region, credentials and endpoints, over the JDK's lightweight HTTP client.
 * {@code AWS_ENDPOINT_URL} and its per-service variants override the endpoints. One client per service, all over one HTTP client.
 * Thread-safe.
 */
public final class SdkClients implements AwsClients {

    /** The retry strategy of all clients: few attempts, with full jitter. */
    public static final RetryMode RETRIES = RetryMode.STANDARD;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /**
     * Idle connections per host that the JDK keeps. With its default of 5, further concurrent calls would each open a new TLS
     * connection. Greater than the number of concurrent calls of any function.
     */
    static final int IDLE_CONNECTIONS = 64;

    static {
        // Read once, when the JDK opens its first HTTP connection (Java networking properties, http.maxConnections).
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(IDLE_CONNECTIONS));
        }
    }

    /** Lambda's variables, without the classes of the other sources that the SDK knows; with SnapStart, the container's endpoint. */
    private static final AwsCredentialsProvider CREDENTIALS = System.getenv("AWS_ACCESS_KEY_ID") == null
            ? DefaultCredentialsProvider.builder().build()
            : EnvironmentVariableCredentialsProvider.create();

    private final boolean keepsConnections;

    // Created on first use, without lambdas, which would load the classes of services that a jar does not have.
    private @Nullable SdkHttpClient http;
    private @Nullable DynamoDbClient dynamoDb;
    private @Nullable SqsClient sqs;
    private @Nullable SnsClient sns;
    private @Nullable SesClient ses;
    private @Nullable S3Client s3;
    private @Nullable S3Presigner s3Presigner;
    private @Nullable SecretsManagerClient secretsManager;

    public SdkClients() {
        this(true);
    }

    private SdkClients(boolean keepsConnections) {
        this.keepsConnections = keepsConnections;
    }

    /** Clients that open a connection for each request and close it: the JDK's pool of connections is the whole process's. */
    public static SdkClients withoutKeptConnections() {
        return new SdkClients(false);
    }

    @Override
    public synchronized DynamoDbClient dynamoDb() {
        if (dynamoDb == null) {
            dynamoDb = settled(DynamoDbClient.builder().httpClient(http())).build();
        }
        return dynamoDb;
    }

    @Override
    public synchronized SqsClient sqs() {
        if (sqs == null) {
            sqs = settled(SqsClient.builder().httpClient(http())).build();
        }
        return sqs;
    }

    @Override
    public synchronized SnsClient sns() {
        if (sns == null) {
            sns = settled(SnsClient.builder().httpClient(http())).build();
        }
        return sns;
    }

    @Override
    public synchronized SesClient ses() {
        if (ses == null) {
            ses = settled(SesClient.builder().httpClient(http())).build();
        }
        return ses;
    }

    @Override
    public synchronized S3Client s3() {
        if (s3 == null) {
            s3 = settled(S3Client.builder().httpClient(http())).forcePathStyle(isEmulator()).build();
        }
        return s3;
    }

    @Override
    public synchronized SecretsManagerClient secretsManager() {
        if (secretsManager == null) {
            secretsManager = settled(SecretsManagerClient.builder().httpClient(http())).build();
        }
        return secretsManager;
    }

    @Override
    public synchronized S3Presigner s3Presigner() {
        if (s3Presigner == null) {
            s3Presigner = S3Presigner.builder()
                    .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(isEmulator()).build())
                    .build();
        }
        return s3Presigner;
    }

    /** Emulators' addresses have no host name for each bucket. */
    private static boolean isEmulator() {
        return Stream.of(
                System.getenv("AWS_ENDPOINT_URL_S3"), System.getenv("AWS_ENDPOINT_URL"),
                System.getProperty("aws.endpointUrlS3"), System.getProperty("aws.endpointUrl"))
                .anyMatch(address -> address != null && !address.isBlank());
    }

    private SdkHttpClient http() {
        if (http == null) {
            http = new PendingHttpClient("UrlConnection", () -> UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT).socketTimeout(ANSWER).build());
        }
        return http;
    }

    /**
     * The SDK's default for DynamoDB is nine attempts with up to 20 seconds between them, longer than any function runs.
     */
    private <B extends AwsClientBuilder<B, ?>> B settled(B builder) {
        var region = System.getenv("AWS_REGION");
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder.credentialsProvider(CREDENTIALS).overrideConfiguration(configuration -> {
            configuration.retryStrategy(RETRIES);
            if (!keepsConnections) {
                configuration.putHeader("Connection", "close");
            }
        });
    }
}

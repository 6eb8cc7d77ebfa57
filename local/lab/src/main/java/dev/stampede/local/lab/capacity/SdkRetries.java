package dev.stampede.local.lab.capacity;

import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.aws.SdkClients;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Retries calls as SDK clients do. An SDK client retries internally, below the injected limits and faults; a client of
 * an in-process engine does not retry.
 *
 * <p>
 * Uses the SDK's own retry strategy for the service in the mode {@link SdkClients#RETRIES}. In SDK 2.42.28
 * ({@code DefaultRetryStrategy}), this means three attempts, with a delay with full jitter of up to 100 ms, or up to 1
 * s after throttling, doubling to at most 20 s. Retries of other errors take 5 tokens each from a bucket of 500. The
 * strategy retries throttling error codes ({@code ThrottlingException}, {@code ProvisionedThroughputExceededException},
 * {@code TransactionInProgressException}, …) and the status codes 500, 502, 503 and 504. It does not retry
 * {@code TransactionCanceledException} and {@code TransactionConflictException}.
 *
 * <p>
 * Thread-safe. Each client has its own token bucket, as in the SDK.
 */
public final class SdkRetries {

    /** One token bucket for all calls of a client, as in the SDK's {@code RetryableStageHelper}. */
    private static final String SCOPE = "GLOBAL";

    private final RetryStrategy strategy;
    private final Time time;

    private SdkRetries(RetryStrategy strategy, Time time) {
        this.strategy = strategy;
        this.time = time;
    }

    /**
     * Adds retries to all clients. Wrap faults and limits inside. Clients that retry internally still do so first.
     */
    public static AwsClients around(AwsClients clients) {
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return SdkRetries.around(clients.dynamoDb());
            }

            @Override
            public SqsClient sqs() {
                return SdkRetries.around(SqsClient.class, clients.sqs(),
                        defaults(SqsClient.builder(),
                                sqs -> sqs.serviceClientConfiguration().overrideConfiguration().retryStrategy()),
                        Time.SYSTEM);
            }

            @Override
            public SnsClient sns() {
                return SdkRetries.around(SnsClient.class, clients.sns(),
                        defaults(SnsClient.builder(),
                                sns -> sns.serviceClientConfiguration().overrideConfiguration().retryStrategy()),
                        Time.SYSTEM);
            }

            @Override
            public SesClient ses() {
                return SdkRetries.around(SesClient.class, clients.ses(),
                        defaults(SesClient.builder(),
                                ses -> ses.serviceClientConfiguration().overrideConfiguration().retryStrategy()),
                        Time.SYSTEM);
            }

            @Override
            public S3Client s3() {
                return clients.s3();
            }

            @Override
            public S3Presigner s3Presigner() {
                return clients.s3Presigner();
            }
        };
    }

    /** Adds retries to a client. */
    public static DynamoDbClient around(DynamoDbClient client) {
        return around(DynamoDbClient.class, client, ofDynamoDb(), Time.SYSTEM);
    }

    static <C> C around(Class<C> type, C client, RetryStrategy strategy, Time time) {
        return Intercepted.client(type, client, new SdkRetries(strategy, time)::send);
    }

    /** The retry strategy of a function's DynamoDB client. */
    static RetryStrategy ofDynamoDb() {
        return defaults(DynamoDbClient.builder(),
                dynamoDb -> dynamoDb.serviceClientConfiguration().overrideConfiguration().retryStrategy());
    }

    private static <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> RetryStrategy defaults(
            B builder, Function<C, Optional<RetryStrategy>> strategy) {
        try (var client = builder.region(Region.EU_CENTRAL_1).credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.retryStrategy(SdkClients.RETRIES)).build()) {
            return strategy.apply(client).orElseThrow(
                    () -> new IllegalStateException("No retry strategy for " + client.serviceName() + " in the SDK"));
        }
    }

    private SdkResponse send(SdkRequest request, Intercepted.Next next) {
        var first = strategy.acquireInitialToken(AcquireInitialTokenRequest.create(SCOPE));
        var token = first.token();
        await(first.delay());
        while (true) {
            try {
                var response = next.send(request);
                strategy.recordSuccess(RecordSuccessRequest.create(token));
                return response;
            } catch (SdkException failure) {
                token = retry(token, failure);
            }
        }
    }

    /** Waits before a retry; throws the failure if it cannot be retried. */
    private RetryToken retry(RetryToken token, SdkException failure) {
        try {
            var refreshed = strategy.refreshRetryToken(RefreshRetryTokenRequest.builder().token(token).failure(failure)
                    .suggestedDelay(Duration.ZERO).build());
            await(refreshed.delay());
            return refreshed.token();
        } catch (TokenAcquisitionFailedException givenUp) {
            throw failure;
        }
    }

    private void await(Duration delay) {
        if (delay.isPositive()) {
            time.pass(delay);
        }
    }
}

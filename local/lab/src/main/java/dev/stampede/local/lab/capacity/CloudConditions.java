package dev.stampede.local.lab.capacity;

import dev.stampede.runtime.aws.AwsClients;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Meters and limits for the functions' clients. Pass an instance to
 * {@link dev.stampede.local.store.LocalStore.Options#withDecorator}. With limits, SDK retries are the outermost
 * layer. To inject faults between retries and limits:
 *
 * {@snippet :
 * var conditions = CloudConditions.metered(meter, requests).limited(limits); // retries outermost
 * UnaryOperator<AwsClients> faulty = clients -> SdkRetries
 *         .around(faults.around(conditions.withoutRetries().apply(clients)));
 * }
 *
 * Immutable.
 */
public final class CloudConditions implements UnaryOperator<AwsClients> {

    private final CapacityMeter meter;
    private final RequestMeter requests;
    private final @Nullable CloudLimits limits;
    private final boolean retries;

    private CloudConditions(CapacityMeter meter, RequestMeter requests, @Nullable CloudLimits limits,
            boolean retries) {
        this.meter = meter;
        this.requests = requests;
        this.limits = limits;
        this.retries = retries;
    }

    /** Counts DynamoDB units, and requests to queues and topics. */
    public static CloudConditions metered(CapacityMeter meter, RequestMeter requests) {
        return new CloudConditions(meter, requests, null, false);
    }

    /** Also enforces limits, and retries DynamoDB calls as SDK clients do. */
    public CloudConditions limited(CloudLimits by) {
        return new CloudConditions(meter, requests, by, true);
    }

    /** Omits retries; the caller adds {@link SdkRetries} as the outermost layer. */
    public CloudConditions withoutRetries() {
        return new CloudConditions(meter, requests, limits, false);
    }

    @Override
    public AwsClients apply(AwsClients clients) {
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                var client = clients.dynamoDb();
                var conditioned = limits == null ? meter.around(client) : limits.around(client, meter);
                return retries ? SdkRetries.around(conditioned) : conditioned;
            }

            @Override
            public SqsClient sqs() {
                return requests.around(clients.sqs());
            }

            @Override
            public SnsClient sns() {
                return requests.around(clients.sns());
            }

            @Override
            public SesClient ses() {
                return clients.ses();
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
}

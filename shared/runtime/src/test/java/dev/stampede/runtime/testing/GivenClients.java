package dev.stampede.runtime.testing;

import dev.stampede.runtime.aws.AwsClients;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients that a test gives; asking for another fails. Works in modules that lack the other services' SDKs. */
public final class GivenClients implements AwsClients {

    private final List<SdkClient> clients;

    public GivenClients(SdkClient... clients) {
        this.clients = List.of(clients);
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return the(DynamoDbClient.class);
    }

    @Override
    public SqsClient sqs() {
        return the(SqsClient.class);
    }

    @Override
    public SnsClient sns() {
        return the(SnsClient.class);
    }

    @Override
    public SesClient ses() {
        return the(SesClient.class);
    }

    @Override
    public S3Client s3() {
        return the(S3Client.class);
    }

    @Override
    public S3Presigner s3Presigner() {
        throw new AssertionError("This handler should not sign URLs");
    }

    @Override
    public SecretsManagerClient secretsManager() {
        return the(SecretsManagerClient.class);
    }

    private <T extends SdkClient> T the(Class<T> type) {
        return clients.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("This handler should not use " + type.getSimpleName()));
    }
}

package dev.stampede.local.store.aws;

import dev.stampede.runtime.aws.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients; closing it closes all of them. */
record Clients(DynamoDbClient dynamoDb, SqsClient sqs, SnsClient sns, SesClient ses, ObjectClients objects)
        implements AwsClients, AutoCloseable {

    @Override
    public S3Client s3() {
        return objects.s3();
    }

    @Override
    public S3Presigner s3Presigner() {
        return objects.s3Presigner();
    }

    @Override
    public SecretsManagerClient secretsManager() {
        return LocalSecrets.INSTANCE;
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        sns.close();
        ses.close();
        objects.close();
    }
}

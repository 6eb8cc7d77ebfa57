package dev.stampede.runtime.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS services that functions use. Composition roots get the ones they need once, at startup.
 *
 * <p>A function's jar contains only the SDK modules in its pom; using another one fails with
 * {@link NoClassDefFoundError}. Clients are safe for use by many threads.
 */
public interface AwsClients {

    DynamoDbClient dynamoDb();

    SqsClient sqs();

    SnsClient sns();

    SesClient ses();

    /**
     * Creating the client takes longer than creating the others: a function that seldom uses objects asks for it when it
     * does.
     */
    S3Client s3();

    /** Signs URLs for requests that others make to {@link #s3}. */
    S3Presigner s3Presigner();

    /** Few functions have secrets. */
    default SecretsManagerClient secretsManager() {
        throw new UnsupportedOperationException("These clients have no secrets");
    }
}

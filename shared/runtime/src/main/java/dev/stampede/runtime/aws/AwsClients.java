package dev.stampede.runtime.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
}

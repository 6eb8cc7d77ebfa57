package dev.stampede.runtime.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS services that functions use. Composition roots ask for the ones they need, once, at start.
 *
 * <p>A function's jar holds only the SDK modules that its pom names, so asking for another fails with
 * {@link NoClassDefFoundError}. Clients are safe for use by many threads.
 */
public interface AwsClients {

    DynamoDbClient dynamoDb();

    SqsClient sqs();

    SnsClient sns();

    SesClient ses();
}

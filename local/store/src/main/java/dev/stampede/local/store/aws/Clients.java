package dev.stampede.local.store.aws;

import dev.stampede.runtime.aws.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients; closing it closes all of them. */
record Clients(DynamoDbClient dynamoDb, SqsClient sqs, SnsClient sns, SesClient ses)
        implements AwsClients, AutoCloseable {

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        sns.close();
        ses.close();
    }
}

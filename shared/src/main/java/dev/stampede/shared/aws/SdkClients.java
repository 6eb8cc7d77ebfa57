package dev.stampede.shared.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's own clients with its default region, credentials and endpoints, over the light HTTP client of the JDK.
 * {@code AWS_ENDPOINT_URL} and its kin per service point them elsewhere.
 */
public final class SdkClients implements AwsClients {

    @Override
    public DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder().httpClient(http()).build();
    }

    @Override
    public SqsClient sqs() {
        return SqsClient.builder().httpClient(http()).build();
    }

    @Override
    public SnsClient sns() {
        return SnsClient.builder().httpClient(http()).build();
    }

    @Override
    public SesClient ses() {
        return SesClient.builder().httpClient(http()).build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.create();
    }
}

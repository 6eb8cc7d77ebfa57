package dev.stampede.local.store.aws;

import java.net.URI;
import java.util.Map;

/** The HTTP endpoints of the services, for other processes. */
public record Endpoints(URI dynamoDb, URI sqs, URI sns, URI ses, URI s3) {

    /** The environment variables that configure an AWS SDK to use these services. */
    public Map<String, String> environment() {
        return Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ENDPOINT_URL_SQS", sqs.toString(),
                "AWS_ENDPOINT_URL_SNS", sns.toString(), "AWS_ENDPOINT_URL_SES", ses.toString(),
                "AWS_ENDPOINT_URL_S3", s3.toString());
    }
}

package dev.stampede.catalog.adapters;

import dev.stampede.catalog.ImportQueue;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.json.Json;

/** The queue in Amazon SQS. Its client is created on first use. */
public final class SqsImportQueue implements ImportQueue {

    private final AwsClients aws;
    private final String queueUrl;

    public SqsImportQueue(AwsClients aws, String queueUrl) {
        this.aws = aws;
        this.queueUrl = queueUrl;
    }

    @Override
    public void add(Chunk chunk) {
        aws.sqs().sendMessage(message -> message.queueUrl(queueUrl).messageBody(Json.write(chunk)));
    }
}

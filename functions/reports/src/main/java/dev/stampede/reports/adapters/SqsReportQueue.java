package dev.stampede.reports.adapters;

import dev.stampede.reports.ReportQueue;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.json.Json;

/** The queue in Amazon SQS. Its client is created on first use. */
public final class SqsReportQueue implements ReportQueue {

    private final AwsClients aws;
    private final String queueUrl;

    public SqsReportQueue(AwsClients aws, String queueUrl) {
        this.aws = aws;
        this.queueUrl = queueUrl;
    }

    @Override
    public void add(Step step) {
        aws.sqs().sendMessage(message -> message.queueUrl(queueUrl).messageBody(Json.write(step)));
    }
}

package dev.stampede.webhooks.adapters;

import dev.stampede.contracts.events.OwnerNotice;
import dev.stampede.webhooks.OwnerNotices;
import dev.stampede.webhooks.Webhook;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends notices to the queue of emails in Amazon SQS, if there is somebody to tell. */
public final class SqsOwnerNotices implements OwnerNotices {

    private final SqsClient sqs;
    private final String queueUrl;
    private final String owner;

    /** @param owner the owner's address; empty if nobody is told */
    public SqsOwnerNotices(SqsClient sqs, String queueUrl, String owner) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.owner = owner;
    }

    @Override
    public void disabled(Webhook webhook, Webhook.Disabled disabled) {
        if (owner.isEmpty()) {
            return;
        }
        var notice = OwnerNotice.webhookDisabled(webhook.id(), disabled.at(), new OwnerNotice.Data(
                owner, webhook.url().host(), webhook.description(),
                Objects.requireNonNullElse(webhook.failingSince(), disabled.at()),
                disabled.reason() == Webhook.Disabled.Reason.GONE));
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(notice.toJson()));
    }
}

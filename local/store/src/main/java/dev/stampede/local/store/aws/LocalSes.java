package dev.stampede.local.store.aws;

import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.mail.RawMail;
import dev.stampede.local.store.mail.SentMail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/**
 * SES in this process: emails go to the mailbox. Senders need no verification. Enforces SES quotas: 50 recipients, 10
 * MB.
 *
 * <p>
 * Thread-safe.
 */
final class LocalSes implements SesClient {

    private static final int MAX_RECIPIENTS = 50;
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Mailbox mailbox;
    private final Clock clock;

    LocalSes(Mailbox mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        var mail = mail(request, UUID.randomUUID().toString(), clock);
        accept(mail);
        return SendEmailResponse.builder().messageId(mail.id()).build();
    }

    @Override
    public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
        var mail = mail(request, UUID.randomUUID().toString(), clock);
        accept(mail);
        return SendRawEmailResponse.builder().messageId(mail.id()).build();
    }

    private void accept(SentMail mail) {
        requireAddresses(mail);
        if (mail.html().getBytes(StandardCharsets.UTF_8).length
                + mail.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw MessageRejectedException.builder().message("Message length is more than 10485760 bytes long")
                    .statusCode(400).build();
        }
        mailbox.add(mail);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    static SentMail mail(SendEmailRequest request, String id, Clock clock) {
        var recipients = new ArrayList<String>();
        if (request.destination() != null) {
            recipients.addAll(request.destination().toAddresses());
            recipients.addAll(request.destination().ccAddresses());
            recipients.addAll(request.destination().bccAddresses());
        }
        var message = Optional.ofNullable(request.message());
        var body = message.map(m -> m.body());
        return new SentMail(id, clock.instant(), Optional.ofNullable(request.source()).orElse(""), recipients,
                data(message.map(m -> m.subject())), data(body.map(b -> b.html())), data(body.map(b -> b.text())),
                tags(request.tags()), "");
    }

    static SentMail mail(SendRawEmailRequest request, String id, Clock clock) {
        try {
            var raw = RawMail.parse(request.rawMessage().data().asByteArray());
            return new SentMail(id, clock.instant(), raw.header("From").orElse(""), request.destinations(),
                    raw.header("Subject").orElse(""), raw.html(), raw.text(), tags(request.tags()),
                    raw.header("Content-Language").orElse(""));
        } catch (IllegalArgumentException unreadable) {
            throw invalid(String.valueOf(unreadable.getMessage()));
        }
    }

    private static String data(Optional<Content> content) {
        return content.map(Content::data).orElse("");
    }

    private static Map<String, String> tags(List<MessageTag> tags) {
        return tags.stream().collect(Collectors.toMap(MessageTag::name, MessageTag::value));
    }

    private static void requireAddresses(SentMail mail) {
        if (mail.to().isEmpty()) {
            throw invalid("A recipient is missing");
        }
        if (mail.to().size() > MAX_RECIPIENTS) {
            throw invalid("Recipient count exceeds " + MAX_RECIPIENTS);
        }
        if (!mail.from().contains("@") || mail.to().stream().anyMatch(address -> !address.contains("@"))) {
            throw invalid("Missing final '@domain'");
        }
    }

    private static SesException invalid(String message) {
        var details = AwsErrorDetails.builder().errorCode("InvalidParameterValue").errorMessage(message)
                .serviceName("Ses").build();
        return (SesException) SesException.builder().awsErrorDetails(details).message(message).statusCode(400).build();
    }
}

package dev.stampede.email.adapters;

import dev.stampede.email.Mail;
import dev.stampede.email.Mailer;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SesException;

/**
 * Sends mail with version 1 of the Amazon SES API, which emulators support. Raw, because that version has no other way to add
 * headers.
 */
public final class SesMailer implements Mailer {

    private static final String INVALID_PARAMETER = "InvalidParameterValue";
    private static final String REJECTED = "MessageRejected";

    private final SesClient ses;
    private final String from;
    /** The value of the From header. */
    private final String sender;
    private final String configurationSet;

    /**
     * @param fromName the display name of the sender
     * @param from the sender's address
     */
    public SesMailer(SesClient ses, String fromName, String from, String configurationSet) {
        this.ses = ses;
        this.from = from;
        this.sender = FromHeader.of(fromName, from);
        this.configurationSet = configurationSet;
    }

    @Override
    public SendResult send(Mail mail) {
        try {
            var response = ses.sendRawEmail(request -> request.source(from)
                    .destinations(mail.to())
                    .rawMessage(raw -> raw.data(SdkBytes.fromByteArray(MimeMessage.of(mail, sender))))
                    .configurationSetName(configurationSet));
            return new SendResult.Accepted(response.messageId());
        } catch (SesException e) {
            if (isRejected(e)) {
                return new SendResult.Rejected(code(e));
            }
            throw new SesFailure(code(e));
        }
    }

    /**
     * Whether SES will never accept this mail, for example because the address is malformed. SES also rejects mail from an
     * unverified sender or a paused account (Amazon SES Developer Guide, "Amazon SES email sending errors"); such mail is
     * retried until the store's owner resolves it.
     */
    private static boolean isRejected(SesException e) {
        return switch (code(e)) {
            case INVALID_PARAMETER -> true;
            case REJECTED -> !e.getMessage().contains("not verified") && !e.getMessage().contains("paused");
            default -> false;
        };
    }

    private static String code(SesException e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse(e instanceof MessageRejectedException ? REJECTED : "");
    }
}

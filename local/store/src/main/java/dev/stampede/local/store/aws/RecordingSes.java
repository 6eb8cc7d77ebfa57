package dev.stampede.local.store.aws;

import dev.stampede.local.store.mail.Mailbox;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetRequest;
import software.amazon.awssdk.services.ses.model.CreateConfigurationSetResponse;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;

/**
 * An emulator's SES; copies each accepted email to the mailbox. Verifies each sender first, because emulators reject
 * unverified senders.
 *
 * <p>
 * Thread-safe.
 */
final class RecordingSes implements SesClient {

    private final SesClient emulator;
    private final Mailbox mailbox;
    private final Clock clock;
    private final ConcurrentMap<String, String> verified = new ConcurrentHashMap<>();

    RecordingSes(SesClient emulator, Mailbox mailbox, Clock clock) {
        this.emulator = emulator;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        verified.computeIfAbsent(request.source(), this::verify);
        var response = emulator.sendEmail(request);
        mailbox.add(LocalSes.mail(request, response.messageId(), clock));
        return response;
    }

    @Override
    public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
        verified.computeIfAbsent(request.source(), this::verify);
        var response = emulator.sendRawEmail(request);
        mailbox.add(LocalSes.mail(request, response.messageId(), clock));
        return response;
    }

    @Override
    public CreateConfigurationSetResponse createConfigurationSet(CreateConfigurationSetRequest request) {
        return emulator.createConfigurationSet(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        emulator.close();
    }

    private String verify(String source) {
        var address = source.replaceFirst(".*<(.*)>.*", "$1");
        emulator.verifyEmailIdentity(identity -> identity.emailAddress(address));
        return address;
    }
}

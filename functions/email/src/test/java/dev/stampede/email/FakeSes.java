package dev.stampede.email;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/** Takes all mail, after {@code before} has run: it may throw. Thread-safe. */
public final class FakeSes implements SesClient {

    private final Queue<SendRawEmailRequest> taken = new ConcurrentLinkedQueue<>();
    private volatile Consumer<SendRawEmailRequest> before = request -> {};

    public List<SendRawEmailRequest> taken() {
        return List.copyOf(taken);
    }

    public void before(Consumer<SendRawEmailRequest> action) {
        before = action;
    }

    public void failWith(RuntimeException failure) {
        before(request -> {
            throw failure;
        });
    }

    public void work() {
        before(request -> {});
    }

    @Override
    public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
        before.accept(request);
        taken.add(request);
        return SendRawEmailResponse.builder().messageId("message-" + taken.size()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    public static SesException error(String code, String message, int status) {
        return (SesException) SesException.builder().awsErrorDetails(details(code, message)).message(message)
                .statusCode(status).build();
    }

    public static MessageRejectedException rejection(String message) {
        return MessageRejectedException.builder().awsErrorDetails(details("MessageRejected", message)).message(message)
                .statusCode(400).build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName("Ses").build();
    }
}

package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stampede.email.FakeSes;
import dev.stampede.email.Mail;
import dev.stampede.email.MailLanguage;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import dev.stampede.email.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;

class SesMailerTest {

    private static final Mail MAIL = new Mail("buyer@example.com", MailLanguage.DE, "Größe", "<p>1</p>", "1 €");

    private final FakeSes ses = new FakeSes();
    private final SesMailer mailer = new SesMailer(ses, "Tea", "store@example.com", "set");

    @Test
    void send_mail_shouldGoOutInBothForms() {
        assertThat(mailer.send(MAIL)).isEqualTo(new Accepted("message-1"));
        var request = ses.taken().getFirst();
        assertThat(request.source()).isEqualTo("store@example.com");
        assertThat(request.destinations()).containsExactly("buyer@example.com");
        assertThat(request.configurationSetName()).isEqualTo("set");
        var message = new SentMessage(request);
        assertThat(message.header("From")).isEqualTo("\"Tea\" <store@example.com>");
        assertThat(message.header("To")).isEqualTo("buyer@example.com");
        assertThat(message.header("Subject")).isEqualTo("Größe");
        assertThat(message.header("Content-Language")).isEqualTo("de");
        assertThat(message.header("MIME-Version")).isEqualTo("1.0");
        assertThat(message.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(message.html()).isEqualTo("<p>1</p>");
        assertThat(message.text()).isEqualTo("1 €");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Your order", "Größe", "line\r\nBcc: x@example.com",
            "Bestellung bestätigt: Überraschungspäckchen für Übermütige 🎁🎁🎁🎁🎁🎁🎁🎁🎁🎁🎁🎁 und noch mehr"})
    void send_anySubject_shouldHaveOneSubjectInShortLines(String subject) {
        mailer.send(
                new Mail("buyer@example.com", MailLanguage.DE, subject, "<p>" + "x".repeat(2000), "y".repeat(2000)));

        var message = new SentMessage(ses.taken().getFirst());
        assertThat(message.header("Subject")).isEqualTo(subject.replace("\r\n", " "));
        assertThat(message.raw().split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78))
                .noneSatisfy(line -> assertThat(line).startsWith("Bcc:"));
    }

    @Test
    void send_badAddress_shouldBeRejected() {
        ses.failWith(FakeSes.error("InvalidParameterValue", "Domain ends with dot", 400));
        assertThat(mailer.send(MAIL)).isEqualTo(new Rejected("InvalidParameterValue"));
    }

    @Test
    void send_rejectedMessage_shouldBeRejected() {
        ses.failWith(FakeSes.rejection("Address blacklisted."));
        assertThat(mailer.send(MAIL)).isEqualTo(new Rejected("MessageRejected"));
    }

    @Test
    void send_rejectionWithoutDetails_shouldBeRejected() {
        ses.failWith(
                MessageRejectedException.builder().message("Message length is more than 10485760 bytes long").build());
        assertThat(mailer.send(MAIL)).isEqualTo(new Rejected("MessageRejected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Email address is not verified. The following identities failed the check in region EU: buyer@example.com",
            "Sending paused for this account."})
    void send_rejectionThatIsTheShopsFault_shouldFail(String message) {
        ses.failWith(FakeSes.rejection(message));
        assertFailsWithNothingBut("MessageRejected");
    }

    @ParameterizedTest
    @CsvSource({"Throttling,400", "ServiceUnavailable,503", "AccountSendingPausedException,400", "AccessDenied,403",
            "ConfigurationSetDoesNotExist,400"})
    void send_anyOtherError_shouldFail(String code, int status) {
        ses.failWith(FakeSes.error(code, "no, buyer@example.com", status));
        assertFailsWithNothingBut(code);
    }

    /** The exception is logged, and what SES says names addresses. */
    private void assertFailsWithNothingBut(String code) {
        assertThatExceptionOfType(SesFailure.class).isThrownBy(() -> mailer.send(MAIL))
                .withMessage(code)
                .withNoCause()
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }
}

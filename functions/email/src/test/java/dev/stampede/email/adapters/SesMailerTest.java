package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stampede.email.FakeSes;
import dev.stampede.email.Mail;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;

class SesMailerTest {

    private static final Mail MAIL = new Mail("buyer@example.com", "Größe", "<p>1</p>", "1");

    private final FakeSes ses = new FakeSes();
    private final SesMailer mailer = new SesMailer(ses, "Tea", "store@example.com", "set");

    @Test
    void send_mail_shouldGoOutInBothForms() {
        assertThat(mailer.send(MAIL)).isEqualTo(new Accepted("message-1"));
        var message = ses.taken().getFirst().message();
        assertThat(message.subject().data()).isEqualTo("Größe");
        assertThat(message.subject().charset()).isEqualTo("UTF-8");
        assertThat(message.body().html().data()).isEqualTo("<p>1</p>");
        assertThat(message.body().text().data()).isEqualTo("1");
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

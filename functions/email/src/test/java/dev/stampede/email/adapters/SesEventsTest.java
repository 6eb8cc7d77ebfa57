package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.email.Feedback.Bounce;
import dev.stampede.email.Feedback.Complaint;
import dev.stampede.email.Feedback.Other;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SesEventsTest {

    @Test
    void read_permanentBounce_shouldNameTheAddresses() {
        assertThat(SesEvents.read(bounce("Permanent")))
                .isEqualTo(new Bounce(true, List.of("a@example.com", "b@example.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transient", "Undetermined"})
    void read_otherBounce_shouldNotBePermanent(String type) {
        assertThat(SesEvents.read(bounce(type))).isInstanceOfSatisfying(
                Bounce.class, bounce -> assertThat(bounce.isPermanent()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"complaintFeedbackType\": \"abuse\",", ""})
    void read_complaint_shouldNameTheAddress(String type) {
        assertThat(SesEvents.read(complaint(type))).isEqualTo(new Complaint(List.of("a@example.com")));
    }

    @Test
    void read_notSpam_shouldBeOther() {
        assertThat(SesEvents.read(complaint("\"complaintFeedbackType\": \"not-spam\",")))
                .isEqualTo(new Other("not-spam"));
    }

    @Test
    void read_otherEvent_shouldBeOther() {
        assertThat(SesEvents.read("{\"eventType\": \"Send\"}")).isEqualTo(new Other("Send"));
    }

    @Test
    void read_setUpMessage_shouldBeOther() {
        assertThat(SesEvents.read("Successfully validated SNS topic for Amazon SES event publishing."))
                .isEqualTo(new Other("set-up"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "Successfully validated SNS topic", "{}", "[]", "{\"eventType\": null}"})
    void read_somethingElse_shouldFail(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> SesEvents.read(json));
    }

    @Test
    void toString_shouldNotShowAddresses() {
        assertThat(SesEvents.read(bounce("Permanent")).toString()).doesNotContain("@");
        assertThat(SesEvents.read(complaint("")).toString()).doesNotContain("@");
    }

    private static String bounce(String type) {
        return """
                {"eventType": "Bounce", "bounce": {"bounceType": "%s", "bouncedRecipients": [
                  {"emailAddress": "a@example.com"}, {"emailAddress": "\\"B, the buyer\\" <b@example.com>"}, {}]}}
                """.formatted(type);
    }

    private static String complaint(String type) {
        return """
                {"eventType": "Complaint", "complaint": {%s "complainedRecipients": [{"emailAddress": "a@example.com"}]}}
                """.formatted(type);
    }
}

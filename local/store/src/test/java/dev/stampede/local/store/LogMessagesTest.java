package dev.stampede.local.store;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.message.MessageFactory;
import org.junit.jupiter.api.Test;

class LogMessagesTest {

    private final MessageFactory messages = new LogMessages();

    @Test
    void fields_shouldFollowTheMessage() {
        assertThat(messages.newMessage("Step {}", "repeated", entry("step", "MAIL"), entry("data", "{}"))
                .getFormattedMessage()).isEqualTo("Step repeated [step=MAIL, data=()]");
        assertThat(messages.newMessage("Step repeated", entry("step", "MAIL")).getFormattedMessage())
                .isEqualTo("Step repeated [step=MAIL]");
    }

    @Test
    void messageWithoutFields_shouldStayAsItIs() {
        assertThat(messages.newMessage("{} of {}", 1, 2).getFormattedMessage()).isEqualTo("1 of 2");
        assertThat(messages.newMessage("{} of {}", 1, 2, new IllegalStateException("x")).getThrowable())
                .hasMessage("x");
    }
}

package dev.stampede.contracts.testing;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.CartId;
import dev.stampede.runtime.testing.RecordedLog;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class LogPrivacyTest {

    static Stream<String> privateTexts() {
        return Stream.of(
                Orders.key("1").value(), CartId.random().value(), "tok_approve", "buyer@example.com", "1 Main Street",
                "203.0.113.7");
    }

    @ParameterizedTest
    @MethodSource("privateTexts")
    void assertNothingPrivate_inMessageFieldOrException_shouldFail(String text) {
        try (var log = new RecordedLog()) {
            LoggerFactory.getLogger(LogPrivacyTest.class).debug("Order {} found", text);
            LoggerFactory.getLogger(LogPrivacyTest.class).info("Order found", entry("orderId", text));
            LoggerFactory.getLogger(LogPrivacyTest.class).warn("Failed", new IllegalStateException("Not " + text));

            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThatThrownBy(
                    () -> LogPrivacy.assertNothingPrivate(List.of(line)))
                            .isInstanceOf(AssertionError.class));
        }
    }

    @Test
    void assertNothingPrivate_publicReference_shouldPass() {
        try (var log = new RecordedLog()) {
            LoggerFactory.getLogger(LogPrivacyTest.class).info("Order found", entry("orderId", Orders.id("1")));

            assertThat(log.lines()).singleElement().asString().contains(Orders.id("1").value());
            LogPrivacy.assertNothingPrivate(log.lines());
        }
    }

    @Test
    void lines_afterTheRecording_shouldNotGrow() {
        var log = new RecordedLog();
        log.close();

        LoggerFactory.getLogger(LogPrivacyTest.class).info("Order found");

        assertThat(log.lines()).isEmpty();
    }
}

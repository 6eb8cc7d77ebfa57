package dev.stampede.runtime.telemetry;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static dev.stampede.runtime.telemetry.LogField.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.concurrent.RetryLaterException;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that deployed functions log. */
class LogFormatTest {

    private final JsonLoggers loggers = new JsonLoggers(null);
    private final Logger log = loggers.getLogger("any");
    private CapturedOutput output;

    @BeforeEach
    void start() {
        output = new CapturedOutput();
    }

    @AfterEach
    void stop() {
        output.close();
    }

    @Test
    void functions_shouldLogWithTheseLoggers() {
        assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(JsonLoggers.class);
    }

    @Test
    void info_shouldBeOneJsonObjectWithTheFields() {
        log.info("Order placed", entry("orderId", "ref_1"), entry("lines", 2), entry("counts", Map.of("a", 1)));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("level").asText()).isEqualTo("INFO");
            assertThat(line.path("message").asText()).isEqualTo("Order placed");
            assertThat(line.path("logger").asText()).isEqualTo("any");
            assertThat(line.path("orderId").asText()).isEqualTo("ref_1");
            assertThat(line.path("lines").isInt()).isTrue();
            assertThat(line.path("lines").asInt()).isEqualTo(2);
            assertThat(line.at("/counts/a").asInt()).isEqualTo(1);
            assertThat(line.path("timestamp").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        });
    }

    @Test
    void message_withPlaceholders_shouldHaveTheArguments() {
        log.warn("{} of {} failed", 1, 2);
        assertThat(output.lines()).singleElement()
                .satisfies(line -> assertThat(line.path("message").asText()).isEqualTo("1 of 2 failed"));
    }

    @Test
    void log_duringAnInvocation_shouldNameFunctionRequestAndCorrelation() {
        Telemetry.invocation(new LambdaContext("CartFunction"), () -> Correlation.with("correlation-1", () -> {
            log.info("Cart made");
            return "done";
        }));
        log.info("Afterwards");
        assertThat(output.lines()).hasSize(2);
        var line = output.lines().getFirst();
        assertThat(line.path("function_name").asText()).isEqualTo("CartFunction");
        assertThat(line.path("function_request_id").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(line.path("function_memory_size").isInt()).isTrue();
        assertThat(line.path("cold_start").isBoolean()).isTrue();
        assertThat(line.path("correlation_id").asText()).isEqualTo("correlation-1");
        assertThat(output.lines().getLast().has("function_request_id")).isFalse();
    }

    @Test
    void log_ofAnotherThread_shouldNotHaveTheFieldsOfTheInvocation() {
        Telemetry.invocation(new LambdaContext("CartFunction"), () -> {
            runAside(() -> log.info("Aside"));
            return "done";
        });
        assertThat(output.lines()).singleElement()
                .satisfies(line -> assertThat(line.has("function_request_id")).isFalse());
    }

    @Test
    void exception_shouldBeOneLineWithItsStack() {
        log.warn("Message failed", new IllegalStateException("no"));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.at("/error/name").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(line.at("/error/message").asText()).isEqualTo("no");
            assertThat(line.at("/error/stack").asText()).contains("exception_shouldBeOneLineWithItsStack");
        });
    }

    @Test
    void failure_asTheOnlyArgument_shouldBeOneLineWithItsStack() {
        log.warn("Message failed", failure(new IllegalStateException("no")));
        assertThat(output.lines()).singleElement()
                .satisfies(line -> assertThat(line.at("/error/message").asText()).isEqualTo("no"));
    }

    @Test
    void failure_thatIsExpected_shouldBeItsReason() {
        log.warn("Message failed", failure(new RetryLaterException("Too many at once")));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("reason").asText()).isEqualTo("Too many at once");
            assertThat(line.has("error")).isFalse();
        });
    }

    @Test
    void exception_withFields_shouldHaveBoth() {
        log.error("Message failed", entry("orderId", "ref_1"), new IllegalStateException("no"));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.at("/error/message").asText()).isEqualTo("no");
            assertThat(line.path("orderId").asText()).isEqualTo("ref_1");
        });
    }

    @Test
    void debugAndTheSdksInfo_shouldBeLeftOut() {
        log.debug("detail");
        loggers.getLogger("software.amazon.awssdk.core").info("detail");
        assertThat(output.lines()).isEmpty();
    }

    @Test
    void debug_atThatLevel_shouldBeLogged() {
        new JsonLoggers("DEBUG").getLogger("any").debug("detail");
        assertThat(output.lines()).hasSize(1);
    }

    @Test
    void unknownLevel_shouldBeReportedAndInfoApply() {
        var unknown = new JsonLoggers("LOUD").getLogger("any");
        unknown.debug("detail");
        unknown.info("Order placed");
        assertThat(output.lines()).extracting(line -> line.path("message").asText())
                .containsExactly("LOG_LEVEL is unknown, INFO applies", "Order placed");
        assertThat(output.lines().getFirst().path("logLevel").asText()).isEqualTo("LOUD");
    }

    @Test
    void level_inLowerCase_shouldApply() {
        new JsonLoggers("debug").getLogger("any").debug("detail");
        assertThat(output.lines()).hasSize(1);
    }

    @Test
    void value_withSpecialCharacters_shouldBeOneLineAndUnchanged() {
        var value = "\"quoted\" \\ line\nbreak\r\ttab\u0000\u2028é€😀";
        log.info("Order " + value, entry("value", value));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("message").asText()).isEqualTo("Order " + value);
            assertThat(line.path("value").asText()).isEqualTo(value);
        });
    }

    @Test
    void longValues_shouldLoseTheirMiddle() {
        var tooLong = "a" + "b".repeat(1_000_000) + "c";
        var cause = new IllegalStateException(tooLong);
        log.error(tooLong, entry("text", tooLong), entry("list", Collections.nCopies(100_000, 1)),
                new IllegalStateException(
                        tooLong, cause));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.toString()).hasSizeLessThan(3 * LogLine.MAX_STACK);
            assertThat(line.path("text").asText()).startsWith("ab").endsWith("bc").contains("…");
            assertThat(line.path("message").asText()).startsWith("ab").endsWith("bc");
            assertThat(line.at("/error/message").asText()).startsWith("ab").endsWith("bc");
            assertThat(line.path("list").asText()).startsWith("[1,").endsWith(",1]");
            assertThat(line.at("/error/stack").asText()).startsWith("java.lang.IllegalStateException: ab")
                    .endsWith(" more\n");
        });
    }

    @Test
    void fieldOfEveryLine_shouldNotBeReplaced() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry("message", "another"));
    }

    @Test
    void manyThreads_shouldWriteWholeLines() throws InterruptedException {
        var threads = IntStream.range(0, 8).mapToObj(thread -> Thread.ofPlatform().start(() -> {
            for (var line = 0; line < 200; line++) {
                log.info("Order placed", entry("thread", thread), entry("padding", "x".repeat(line * 10)));
            }
        })).toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(output.lines()).hasSize(1_600)
                .allMatch(line -> line.path("message").asText().equals("Order placed"));
    }

    private static void runAside(Runnable work) {
        try {
            Thread.ofPlatform().start(work).join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

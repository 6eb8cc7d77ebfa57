package dev.stampede.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.stampede.runtime.Settings;
import dev.stampede.runtime.testing.LambdaContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.spi.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deployed functions' log configuration, which tests of other things do not use. */
class LogFormatTest {

    private CapturedOutput output;
    private LoggerContext logging;
    /** Log4j keeps one configuration for each class loader. */
    private final URLClassLoader ofItsOwn = new URLClassLoader(new URL[0], LogFormatTest.class.getClassLoader());

    @BeforeEach
    void start() throws URISyntaxException {
        output = new CapturedOutput();
        var configuration = Settings.class.getResource("/log4j2.xml").toURI();
        logging = LogManager.getContext(ofItsOwn, false, null, configuration);
    }

    @AfterEach
    void stop() throws IOException {
        LogManager.shutdown(logging);
        ofItsOwn.close();
        output.close();
    }

    @Test
    void info_shouldBeOneJsonObjectWithTheFields() {
        logging.getLogger("any").info("Order placed", entry("orderId", "ref_1"), entry("lines", 2));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("level").asText()).isEqualTo("INFO");
            assertThat(line.path("message").asText()).isEqualTo("Order placed");
            assertThat(line.path("orderId").asText()).isEqualTo("ref_1");
            assertThat(line.path("lines").asInt()).isEqualTo(2);
            assertThat(line.path("timestamp").asText()).isNotEmpty();
        });
    }

    @Test
    void log_duringAnInvocation_shouldNameFunctionRequestAndCorrelation() {
        Telemetry.invocation(new LambdaContext("CartFunction"), () -> Correlation.with("correlation-1", () -> {
            logging.getLogger("any").info("Cart made");
            return "done";
        }));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("function_name").asText()).isEqualTo("CartFunction");
            assertThat(line.path("function_request_id").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
            assertThat(line.path("correlation_id").asText()).isEqualTo("correlation-1");
        });
    }

    @Test
    void exception_shouldBeOneLineWithItsStack() {
        logging.getLogger("any").warn("Message failed", new IllegalStateException("no"));
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.at("/error/name").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(line.at("/error/stack").asText()).contains("exception_shouldBeOneLineWithItsStack");
        });
    }

    @Test
    void debugAndTheSdksInfo_shouldBeLeftOut() {
        logging.getLogger("any").debug("detail");
        logging.getLogger("software.amazon.awssdk.core").info("detail");
        assertThat(output.lines()).isEmpty();
    }
}

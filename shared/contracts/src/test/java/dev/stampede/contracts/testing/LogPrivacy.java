package dev.stampede.contracts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.RecordedLog;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test in which the code logs what identifies a person or opens something: keys of orders and carts, payment
 * tokens, email, postal and network addresses. Tests use the values of {@link Orders}, of the sample events, and those that
 * are recognized by their form.
 */
public final class LogPrivacy implements BeforeEachCallback, AfterEachCallback {

    private static final Pattern PRIVATE = Pattern.compile("(ord|crt)_[0-9a-z]{10,}"
            + "|tok_[a-z]+"
            + "|[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+\\.[a-z]+"
            + "|Bo Buyer|1 Main Street|Springfield|203\\.0\\.113\\.[0-9]+");

    private RecordedLog log = closed();

    @Override
    public void beforeEach(ExtensionContext test) {
        log = new RecordedLog();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        log.close();
        assertNothingPrivate(log.lines());
    }

    /** What the test has logged so far. */
    public List<String> lines() {
        return log.lines();
    }

    static void assertNothingPrivate(List<String> lines) {
        assertThat(lines).as("log lines").allSatisfy(line -> assertThat(line).doesNotContainPattern(PRIVATE));
    }

    private static RecordedLog closed() {
        var none = new RecordedLog();
        none.close();
        return none;
    }
}

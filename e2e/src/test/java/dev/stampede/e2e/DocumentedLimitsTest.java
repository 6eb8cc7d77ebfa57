package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.OrderLine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits that documents name are those of the template and the code; {@link ReferenceTest} holds the table of parameters. */
class DocumentedLimitsTest {

    private static final Pattern POLICY = Pattern.compile("\"([a-z-]+)\";q=([0-9]+);w=([0-9]+)");

    private final Map<String, String> defaults = ReferenceTest.declaredParameters();

    @Test
    void guide_shouldNameTheLimitsThatATemplateWithoutParametersHas() throws IOException {
        assertThat(read("docs/api-guide.md"))
                .contains(row("%,d requests a minute |", "CallerRequestsPerMinute"))
                .contains(row("%,d requests an hour |", "ApiKeyRequestsPerHour"))
                .contains(row("%,d seconds of waiting a minute |", "CallerWaitSecondsPerMinute"))
                .contains(row("%,d checkouts an hour |", "EmailCheckoutsPerHour"))
                .contains(row("%,d payments an hour |", "CardPaymentsPerHour"))
                .contains(row("%,d unpaid units of a SKU |", "MaxUnpaidUnits"))
                .contains("; %d times as many for an IP address |".formatted(number("AddressFactor")))
                .contains(row("%,d declined payments in ten minutes |", "MaxDeclinedPayments"))
                .contains("| %d minutes | the hold of an order".formatted(number("HoldSeconds") / 60))
                .contains("; %d minutes after a declined payment |".formatted(number("DeclinedHoldSeconds") / 60))
                .contains("| %d lines; %d units a line |".formatted(OrderPlaced.MAX_LINES, OrderLine.MAX_QUANTITY));
        assertThat(number("HoldSeconds") % 60 + number("DeclinedHoldSeconds") % 60).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.yaml", "docs/reference.md"})
    void examplesOfHeaders_shouldHaveTheQuotaOfTheTemplate(String document) throws IOException {
        var policies = POLICY.matcher(read(document)).results().toList();

        assertThat(policies).isNotEmpty().allSatisfy(policy -> {
            assertThat(policy.group(1)).isEqualTo("caller");
            assertThat(policy.group(2)).isEqualTo(defaults.get("CallerRequestsPerMinute"));
            assertThat(policy.group(3)).isEqualTo("60");
        });
    }

    /** A usage plan has no hourly quota. */
    @Test
    void usagePlan_shouldAcceptInADayWhatTheLimiterAcceptsInItsHours() {
        assertThat(number("ApiKeyRequestsPerDay")).isEqualTo(24 * number("ApiKeyRequestsPerHour"));
    }

    private String row(String text, String parameter) {
        return "| " + String.format(Locale.ROOT, text, number(parameter));
    }

    private long number(String parameter) {
        return Long.parseLong(defaults.get(parameter));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Project.root().resolve(file));
    }
}

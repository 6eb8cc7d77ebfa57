package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void plan_aMillionBuyers_shouldSayWhatComesFirstAndWriteJsonAndPage() throws Exception {
        var json = directory.resolve("plan.json");
        var html = directory.resolve("plan.html");

        assertThat(
                run("--buyers", "1000000", "--minutes", "10", "--stock", "50000", "--json", json.toString(), "--html",
                        html.toString())).as(err.toString()).isZero();

        assertThat(out.toString()).contains("1,667 buyers a second, 50,000 orders",
                "first limit: concurrent executions of the API, at 134 orders a second", "OrdersWarmWrites: 8335",
                "SES: emails per second of a new production account: from 14 to 84", "EmailConcurrency: 26, once SES",
                "production access to SES: in the sandbox, an account sends 1 email a second and 200 in 24 hours",
                "shards of the SKU: 16", "The bill, prepared: $", "an order");
        var plan = Json.parse(Files.readString(json));
        assertThat(plan.at("/byDefault/forecast/seconds/RESERVED").asDouble())
                .isGreaterThan(plan.at("/whenPrepared/forecast/seconds/RESERVED").asDouble());
        assertThat(plan.at("/whenPrepared/bill/total").asDouble()).isPositive();
        assertThat(plan.at("/quotas")).anySatisfy(quota -> {
            assertThat(quota.path("name").asText()).startsWith("SES: emails per second");
            assertThat(quota.path("value").asDouble()).isEqualTo(14);
            assertThat(quota.path("needed").asDouble()).isEqualTo(84);
        });
        assertThat(plan.at("/sandbox/emailsPerDay").asDouble()).isEqualTo(200);
        assertThat(Files.readString(html))
                .contains("<svg", "SES: emails per second", "in the sandbox", "polyline",
                        "warm throughput of OrdersTable")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void plan_invalidArguments_shouldExitWithTwo() {
        assertThat(run("--buyers", "0", "--minutes", "10", "--stock", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--buyers must be between");
        assertThat(run("--buyers", "1", "--minutes", "10", "--stock", "1", "--region", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("--region must be one of");
    }

    @Test
    void comparison_aPredictionThatIsTooFarOff_shouldNotAgree() {
        assertThat(new Comparison.Row("exact", 10, 10).agrees()).isTrue();
        assertThat(new Comparison.Row("within", 12.5, 10).agrees()).isTrue();
        assertThat(new Comparison.Row("too high", 12.6, 10).agrees()).isFalse();
        assertThat(new Comparison.Row("too low", 7.4, 10).agrees()).isFalse();
    }

    private int run(String... arguments) {
        return new CommandLine(new PlanCommand()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"--orders,0", "--orders,many", "--shards,65", "--units,5..1", "--skus,3", "--rate,-1", "--writers,11",
            "--unknown,1"})
    void stampede_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("stampede", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"--products,10", "--products,many", "--rounds,0", "--seconds,0", "--concurrency,2000", "--store,x"})
    void browse_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("browse", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"--orders,0", "--orders,many", "--concurrency,0", "--seconds,0", "--warm-up,-1", "--max-p99,0"})
    void orders_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("orders", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"--orders,0", "--orders,many", "--heap,0"})
    void export_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("export", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"--old-orders,0", "--old-orders,many", "--recent-orders,0", "--skus,0"})
    void verifier_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("verifier", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @ParameterizedTest
    @CsvSource({"--rounds,0", "--rounds,many", "--max-ratio,0", "--max-aot-ratio,-1", "--build,x"})
    void coldStart_withAWrongOption_shouldNameItAndStartNothing(String option, String value) {
        assertThat(run("coldstart", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    @Test
    void coldStart_ofAnUnknownFunction_shouldNameTheKnownOnes() {
        var home = System.getProperty("stampede.home");
        System.setProperty("stampede.home", "..");
        try {
            assertThat(run("coldstart", "--functions", "CheckoutFunction,BuyFunction")).isEqualTo(2);
            assertThat(err.toString()).contains("there is no BuyFunction in template.yaml").contains("BrowseFunction")
                    .doesNotContain("\tat ");
        } finally {
            if (home == null) {
                System.clearProperty("stampede.home");
            } else {
                System.setProperty("stampede.home", home);
            }
        }
    }

    @Test
    void browse_withoutAStoreAtTheAddress_shouldSayIt() {
        assertThat(run("browse", "--store", "gone=http://localhost:1")).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("stampede: There is no store at http://localhost:1");
    }

    @Test
    void bench_ofSomethingElse_shouldBeRefused() {
        assertThat(run("trickle")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return Bench.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}

package dev.stampede.load;

import dev.stampede.load.Scenario.Limits;
import dev.stampede.load.Scenario.Units;
import dev.stampede.local.store.plan.Facts;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sells one product to many buyers over HTTP and reports the result. */
@Command(name = "stampede", description = "Sells one product to many buyers over HTTP and measures the store.", mixinStandardHelpOptions = true)
final class StampedeCommand implements Callable<Integer> {

    /** Set by the start script: the directory of template.yaml. */
    private static final String HOME = "stampede.home";
    private static final String NAME = "stampede";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Sold sold;

    @Mixin
    private Conditions conditions;

    @Mixin
    private Output output;

    /** The load to generate. */
    static final class Sold {

        @Option(names = "--orders", paramLabel = "N", defaultValue = "10000", description = "Checkouts to attempt. Default: ${DEFAULT-VALUE}.")
        private int orders;

        @Option(names = "--concurrency", paramLabel = "N", defaultValue = "64", description = "Concurrent buyers. Default: ${DEFAULT-VALUE}.")
        private int concurrency;

        @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "Checkouts started per second. Default: unlimited.")
        private double rate;

        @Option(names = "--stock", paramLabel = "N", defaultValue = "10000", description = "Units of each SKU. Default: ${DEFAULT-VALUE}.")
        private int stock;

        @Option(names = "--shards", paramLabel = "N", defaultValue = "16", description = "Shards of each SKU. Default: ${DEFAULT-VALUE}.")
        private int shards;

        @Option(names = "--units", paramLabel = "N|N..M", defaultValue = "1", description = "Units of each line. Default: ${DEFAULT-VALUE}.")
        private String units = "1";

        @Option(names = "--skus", paramLabel = "1|2", defaultValue = "1", description = "SKUs in each order; with 2, every other buyer lists them in reverse order. Default: ${DEFAULT-VALUE}.")
        private int skus;

        @Option(names = "--carts", description = "Fill a cart before each checkout.")
        private boolean carts;

        @Option(names = "--warm-up", paramLabel = "N", defaultValue = "3000", description = "Checkouts before the measurement starts. Default: ${DEFAULT-VALUE}.")
        private int warmUp;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed for the quantities. Default: ${DEFAULT-VALUE}.")
        private long seed;
    }

    /** The store's settings. */
    static final class Conditions {

        private static final double NANOS_OF_LATENCY = 5_000_000;

        @Option(names = "--limits", paramLabel = "FACTOR", description = "Enforce DynamoDB limits, scaled down by FACTOR; adds 5 ms times FACTOR to each transaction. Default: no limits.")
        private @Nullable Double limits;

        @Option(names = "--transaction-latency", paramLabel = "MS", description = "With --limits: add this latency to each transaction instead.")
        private @Nullable Long latency;

        @Option(names = "--writers", paramLabel = "N", defaultValue = "0", description = "Batches of new orders reserved concurrently, 1 to 10. Default: from template.yaml.")
        private int writers;

        @Option(names = "--batch", paramLabel = "N", defaultValue = "0", description = "Maximum number of new orders in a batch. Default: from template.yaml.")
        private int batch;

        @Option(names = "--compare", description = "With --limits: predict the run by the model of ./stampede plan, and fail if the prediction differs by more than 25 %%.")
        private boolean compare;

        private @Nullable Limits limits() {
            if (limits == null) {
                return null;
            }
            return new Limits(limits, latency == null ? Duration.ofNanos(Math.round(NANOS_OF_LATENCY * limits))
                    : Duration.ofMillis(latency));
        }
    }

    /** Output files. */
    static final class Output {

        @Option(names = "--out", paramLabel = "DIR", description = "Directory for stampede.json and stampede.html. Default: load/target/bench.")
        private @Nullable Path directory;

        @Option(names = "--json", paramLabel = "FILE", description = "Write the JSON to FILE instead.")
        private @Nullable Path json;

        @Option(names = "--html", paramLabel = "FILE", description = "Write the HTML to FILE instead.")
        private @Nullable Path html;

        private void write(Result result, Path home) throws IOException {
            var target = directory == null ? home.resolve("load/target/bench") : directory;
            write(json == null ? target.resolve(NAME + ".json") : json, ResultJson.of(result));
            write(html == null ? target.resolve(NAME + ".html") : html, Page.of(result));
        }

        static void write(Path file, String text) throws IOException {
            if (file.toAbsolutePath().getParent() instanceof Path parent) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        }
    }

    @Override
    public Integer call() throws IOException {
        var home = home();
        var scenario = scenario();
        if (conditions.compare && scenario.limits() == null) {
            throw new ParameterException(spec.commandLine(), "--compare requires --limits");
        }
        var template = home.resolve("template.yaml");
        var result = new Sale(template, scenario, line(spec)).run();
        var out = spec.commandLine().getOut();
        out.println(TextReport.of(result));
        output.write(result, home);
        var agrees = !conditions.compare || compare(template, scenario, result, out);
        out.flush();
        return result.verdict().holds() && agrees ? 0 : 1;
    }

    private static boolean compare(Path template, Scenario scenario, Result result, PrintWriter out) {
        var events = Template.inspect(template, Map.of()).function("ReservationsFunction").events("DynamoDB");
        var mapping = events.getFirst().properties();
        var comparison = Comparison.of(scenario, number(scenario.writers(), mapping.get("ParallelizationFactor")),
                number(scenario.batch(), mapping.get("BatchSize")), result, Facts.measurements());
        out.println(comparison);
        return comparison.agrees();
    }

    private static int number(int chosen, @Nullable Object byDefault) {
        return chosen > 0 ? chosen : Integer.parseInt(String.valueOf(byDefault));
    }

    private Scenario scenario() {
        try {
            return new Scenario(sold.orders, sold.concurrency, sold.rate, sold.stock, sold.shards,
                    Units.parse(sold.units), sold.skus, sold.carts, conditions.writers, conditions.batch,
                    conditions.limits(), sold.warmUp, sold.seed);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    static Path home() {
        return Path.of(System.getProperty(HOME, "."));
    }

    /** The command line as the user typed it. */
    static String line(CommandSpec spec) {
        return "./stampede bench " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}

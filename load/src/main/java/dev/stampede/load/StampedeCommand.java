package dev.stampede.load;

import dev.stampede.load.Scenario.Limits;
import dev.stampede.load.Scenario.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sells one product to a crowd over HTTP, and says what came of it. */
@Command(name = "stampede", description = "Sells one product to a crowd over HTTP.", mixinStandardHelpOptions = true)
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

    /** What is sold to whom. */
    static final class Sold {

        @Option(names = "--orders", paramLabel = "N", defaultValue = "10000", description = "Checkouts to try. Default: ${DEFAULT-VALUE}.")
        private int orders;

        @Option(names = "--concurrency", paramLabel = "N", defaultValue = "64", description = "Buyers at a time. Default: ${DEFAULT-VALUE}.")
        private int concurrency;

        @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "Checkouts begun a second; default: as many as the buyers can.")
        private double rate;

        @Option(names = "--stock", paramLabel = "N", defaultValue = "10000", description = "Units of each SKU. Default: ${DEFAULT-VALUE}.")
        private int stock;

        @Option(names = "--shards", paramLabel = "N", defaultValue = "16", description = "Shards of each SKU. Default: ${DEFAULT-VALUE}.")
        private int shards;

        @Option(names = "--units", paramLabel = "N|N..M", defaultValue = "1", description = "Units of each line. Default: ${DEFAULT-VALUE}.")
        private String units = "1";

        @Option(names = "--skus", paramLabel = "1|2", defaultValue = "1", description = "SKUs of each order; two are named in opposite orders by every other buyer. Default: ${DEFAULT-VALUE}.")
        private int skus;

        @Option(names = "--carts", description = "Each buyer fills a cart first.")
        private boolean carts;

        @Option(names = "--warm-up", paramLabel = "N", defaultValue = "3000", description = "Checkouts before the measurement. Default: ${DEFAULT-VALUE}.")
        private int warmUp;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the quantities. Default: ${DEFAULT-VALUE}.")
        private long seed;
    }

    /** What the store runs under. */
    static final class Conditions {

        private static final double NANOS_OF_LATENCY = 5_000_000;

        @Option(names = "--limits", paramLabel = "FACTOR", description = "Enforce the cloud's limits, scaled down by FACTOR; a transaction then lasts 5 ms times FACTOR longer. Default: none.")
        private @Nullable Double limits;

        @Option(names = "--transaction-latency", paramLabel = "MS", description = "With --limits: how much longer a transaction lasts, instead.")
        private @Nullable Long latency;

        @Option(names = "--writers", paramLabel = "N", defaultValue = "0", description = "Batches of new orders that are reserved at the same time, up to 10. Default: as in template.yaml.")
        private int writers;

        @Option(names = "--batch", paramLabel = "N", defaultValue = "0", description = "New orders in a batch at most. Default: as in template.yaml.")
        private int batch;

        private @Nullable Limits limits() {
            if (limits == null) {
                return null;
            }
            return new Limits(limits, latency == null ? Duration.ofNanos(Math.round(NANOS_OF_LATENCY * limits))
                    : Duration.ofMillis(latency));
        }
    }

    /** Where results go. */
    static final class Output {

        @Option(names = "--out", paramLabel = "DIR", description = "Where stampede.json and stampede.html go; default: load/target/bench.")
        private @Nullable Path directory;

        @Option(names = "--json", paramLabel = "FILE", description = "Where the JSON goes, instead.")
        private @Nullable Path json;

        @Option(names = "--html", paramLabel = "FILE", description = "Where the page goes, instead.")
        private @Nullable Path html;

        private void write(Result result, Path home) throws IOException {
            var target = directory == null ? home.resolve("load/target/bench") : directory;
            write(json == null ? target.resolve(NAME + ".json") : json, ResultJson.of(result));
            write(html == null ? target.resolve(NAME + ".html") : html, Page.of(result));
        }

        private static void write(Path file, String text) throws IOException {
            if (file.toAbsolutePath().getParent() instanceof Path parent) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, text);
        }
    }

    @Override
    public Integer call() throws IOException {
        var home = Path.of(System.getProperty(HOME, "."));
        var result = new Sale(home.resolve("template.yaml"), scenario(), command()).run();
        var out = spec.commandLine().getOut();
        out.println(TextReport.of(result));
        output.write(result, home);
        out.flush();
        return result.verdict().holds() ? 0 : 1;
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

    private String command() {
        return "./stampede bench " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}

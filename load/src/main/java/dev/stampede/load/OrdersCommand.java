package dev.stampede.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches orders over HTTP as admins do and reports the result. */
@Command(name = "orders", description = "Places orders, searches them over HTTP and measures the store.", mixinStandardHelpOptions = true)
final class OrdersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "10000", description = "Number of orders. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--concurrency", paramLabel = "N", defaultValue = "4", description = "Concurrent admins. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10", description = "How long each kind of search is repeated. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "5", description = "How long each kind of search is repeated before the measurement starts. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--max-p99", paramLabel = "MS", defaultValue = "100", description = "Fail if the 99th percentile of a kind of search is longer. Default: ${DEFAULT-VALUE}.")
    private long maxP99;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON to FILE. Default: load/target/bench/orders.json.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        require("--orders", orders, 1);
        require("--concurrency", concurrency, 1);
        require("--seconds", seconds, 1);
        require("--warm-up", warmUp, 0);
        require("--max-p99", maxP99, 1);
        var home = StampedeCommand.home();
        var result = new OrderSearching(home.resolve("template.yaml"), orders, concurrency, seconds, warmUp)
                .run(StampedeCommand.line(spec), maxP99);
        var out = spec.commandLine().getOut();
        out.println(result);
        out.flush();
        StampedeCommand.Output.write(
                json == null ? home.resolve("load/target/bench/orders.json") : json, ResultJson.of(result));
        return result.holds() ? 0 : 1;
    }

    private void require(String option, long value, long min) {
        if (value < min) {
            throw new ParameterException(spec.commandLine(), option + " must be at least " + min);
        }
    }
}

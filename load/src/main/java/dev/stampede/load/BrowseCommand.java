package dev.stampede.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads catalog pages over HTTP and reports the result. */
@Command(name = "browse", description = "Reads catalog pages over HTTP and measures the store.", mixinStandardHelpOptions = true)
final class BrowseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--products", paramLabel = "N", split = ",", defaultValue = "10000", description = "Numbers of products, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> products = List.of();

    @Option(names = "--concurrency", paramLabel = "N", defaultValue = "16", description = "Concurrent shoppers. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "How long each kind of page is read in each round. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "5", description = "How long each kind of page is read before the measurement starts. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Rounds, of which the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--changes", paramLabel = "N", defaultValue = "100", description = "Products that change, ten a second, to see when the search shows it. Default: ${DEFAULT-VALUE}.")
    private int changes;

    @Option(names = "--store", paramLabel = "NAME=URL", description = "A running local store to measure instead of a new one. Repeat it to compare several in turn.")
    private Map<String, URI> stores = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON to FILE. Default: load/target/bench/browse.json.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        var home = StampedeCommand.home();
        var result = new Browsing(home.resolve("template.yaml"), scenario(), StampedeCommand.line(spec)).run();
        var out = spec.commandLine().getOut();
        out.println(BrowseReport.of(result));
        out.flush();
        StampedeCommand.Output.write(json == null ? home.resolve("load/target/bench/browse.json") : json,
                ResultJson.of(result));
        return result.allAnswered() ? 0 : 1;
    }

    private BrowseScenario scenario() {
        try {
            return new BrowseScenario(products, concurrency, seconds, warmUp, rounds, changes, stores);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}

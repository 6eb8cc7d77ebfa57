package dev.stampede.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exports orders with the deployable jar, in a process with a small heap, and reports the result. */
@Command(name = "export", description = "Exports orders in a process with a small heap.", mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--orders", paramLabel = "N", split = ",", defaultValue = "10000,100000", description = "Numbers of orders, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> orders = List.of();

    @Option(names = "--heap", paramLabel = "MB", defaultValue = "64", description = "The function's heap. Default: ${DEFAULT-VALUE}.")
    private int heap;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON to FILE. Default: load/target/bench/export.json.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (orders.isEmpty() || orders.stream().anyMatch(number -> number < 1)) {
            throw new ParameterException(spec.commandLine(), "--orders must be at least 1");
        }
        if (heap < 1) {
            throw new ParameterException(spec.commandLine(), "--heap must be at least 1");
        }
        var home = StampedeCommand.home();
        var rows = new ArrayList<ExportResult.Row>();
        for (var number : orders) {
            rows.addAll(new Exporting(home, number, heap).run());
        }
        var result = new ExportResult(StampedeCommand.line(spec), heap, rows);
        var out = spec.commandLine().getOut();
        out.println(result);
        out.flush();
        StampedeCommand.Output.write(
                json == null ? home.resolve("load/target/bench/export.json") : json, ResultJson.of(result));
        return result.holds() ? 0 : 1;
    }
}

package dev.stampede.load;

import dev.stampede.load.VerifierResult.Row;
import dev.stampede.load.VerifierResult.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the verifier over different numbers of old orders and reports what it reads. */
@Command(name = "verifier", description = "Measures what the verifier reads in an hour, depending on the number of old orders.", mixinStandardHelpOptions = true)
final class VerifierCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--old-orders", paramLabel = "N", split = ",", defaultValue = "1000,10000", description = "Numbers of old orders, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> oldOrders = List.of();

    @Option(names = "--recent-orders", paramLabel = "N", defaultValue = "500", description = "Orders in each of the last hours. Default: ${DEFAULT-VALUE}.")
    private int recentOrders;

    @Option(names = "--skus", paramLabel = "N", defaultValue = "100", description = "SKUs. Default: ${DEFAULT-VALUE}.")
    private int skus;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON to FILE. Default: load/target/bench/verifier.json.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        require(oldOrders.stream().allMatch(number -> number > 0), "--old-orders");
        require(recentOrders > 0, "--recent-orders");
        require(skus > 0, "--skus");
        var home = StampedeCommand.home();
        var out = spec.commandLine().getOut();
        var measurement = new VerifierMeasurement(home.resolve("template.yaml"), recentOrders, skus);
        var rows = new ArrayList<Row>();
        for (var number : oldOrders) {
            rows.add(measurement.run(number));
            out.println(line(rows.getLast()));
            out.flush();
        }
        var result = new VerifierResult(StampedeCommand.line(spec), recentOrders, skus, rows);
        rows.forEach(row -> out.println(String.format(Locale.ROOT,
                "%,d old orders: an hour reads %.2f times what it reads with %,d", row.oldOrders(),
                result.growth(row), rows.getFirst().oldOrders())));
        out.println(result.holds() ? "holds" : "DOES NOT HOLD");
        out.flush();
        StampedeCommand.Output.write(json == null ? home.resolve("load/target/bench/verifier.json") : json,
                ResultJson.of(result));
        return result.holds() ? 0 : 1;
    }

    private void require(boolean isValid, String option) {
        if (!isValid) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1");
        }
    }

    private static String line(Row row) {
        return String.format(Locale.ROOT, "%,d old orders, written in %.0f s%n  summed up: %s%n  an hour:   %s",
                row.oldOrders(), row.secondsToWrite(), line(row.first()), line(row.hour()));
    }

    private static String line(Run run) {
        return String.format(Locale.ROOT, "%d runs, %.1f s, %,.0f read units, %,.0f write units%s %s", run.runs(),
                run.seconds(), run.readUnits(), run.writeUnits(), run.isVerified() ? "" : ", NOT VERIFIED",
                run.readUnitsByTable());
    }
}

package dev.stampede.load;

import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures cold starts of deployable jars. */
@Command(name = "coldstart", description = "Measures how long deployable jars take from the start of their process until their first answer.", mixinStandardHelpOptions = true)
final class ColdStartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--functions", paramLabel = "ID", split = ",", defaultValue = "BrowseFunction,CheckoutFunction", description = "Logical IDs of functions, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<String> functions = List.of();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "10", description = "Starts of each function. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--no-aot", description = "Measure without AOT caches only.")
    private boolean plainOnly;

    @Option(names = "--caches", paramLabel = "DIR", description = "Leave the AOT caches in DIR as ID.aot, each with the arguments of java in ID.args. Default: they are deleted.")
    private @Nullable Path caches;

    @Option(names = "--max-ratio", paramLabel = "X", defaultValue = "2.5", description = "Maximum time until the first answer, in times that of an empty handler. Default: ${DEFAULT-VALUE}.")
    private double maxRatio;

    @Option(names = "--max-aot-ratio", paramLabel = "X", defaultValue = "1.2", description = "The same with an AOT cache. Default: ${DEFAULT-VALUE}.")
    private double maxAotRatio;

    @Option(names = "--build", paramLabel = "NAME=DIR", description = "Also measure the jars built in this checkout, in turn; repeatable. They are not judged.")
    private Map<String, Path> builds = Map.of();

    @Option(names = "--jvm-options", paramLabel = "OPTIONS", defaultValue = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", description = "JVM options. Default, as Lambda sets: ${DEFAULT-VALUE}.")
    private String jvmOptions = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write JSON to FILE. Default: load/target/bench/coldstart.json.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(rounds > 0, "--rounds must be at least 1");
        require(maxRatio > 0, "--max-ratio must be greater than 0");
        require(maxAotRatio > 0, "--max-aot-ratio must be greater than 0");
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new CannotStart("AWS's runtime interface client runs on Linux only");
        }
        var home = StampedeCommand.home();
        requireKnown(Template.inspect(home.resolve("template.yaml"), Map.of()));
        var result = new ColdStart(home, functions, builds, List.of(jvmOptions.split(" +")), !plainOnly, caches)
                .run(rounds, StampedeCommand.line(spec), maxRatio, maxAotRatio);
        var out = spec.commandLine().getOut();
        out.println(result.text());
        out.flush();
        StampedeCommand.Output.write(json == null ? home.resolve("load/target/bench/coldstart.json") : json,
                ResultJson.of(result));
        return result.exceeded().isEmpty() ? 0 : 1;
    }

    private void requireKnown(Template template) {
        var known = template.functions().stream().map(FunctionDefinition::logicalId).toList();
        for (var function : functions) {
            require(known.contains(function), "--functions: there is no " + function + " in template.yaml; there are "
                    + String.join(", ", known));
        }
    }

    private void require(boolean isValid, String message) {
        if (!isValid) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

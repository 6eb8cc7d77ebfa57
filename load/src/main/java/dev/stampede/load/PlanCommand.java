package dev.stampede.load;

import dev.stampede.local.store.Logs;
import dev.stampede.local.store.plan.AwsFacts;
import dev.stampede.local.store.plan.Demand;
import dev.stampede.local.store.plan.Facts;
import dev.stampede.local.store.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes what a sale needs, how long it takes and what it costs. */
@Command(name = "plan", description = "Computes which limit a sale meets first, what to raise before it, how long it takes and what it costs.", mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--buyers", paramLabel = "N", required = true, description = "Buyers of one unit each.")
    private long buyers;

    @Option(names = "--minutes", paramLabel = "M", required = true, description = "Minutes in which they arrive.")
    private double minutes;

    @Option(names = "--stock", paramLabel = "N", required = true, description = "Units of the product.")
    private long stock;

    @Option(names = "--region", paramLabel = "REGION", defaultValue = AwsFacts.DEFAULT_REGION, description = "AWS Region. Default: ${DEFAULT-VALUE}.")
    private String region = AwsFacts.DEFAULT_REGION;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the plan as JSON to FILE.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the plan as a page with plots to FILE.")
    private @Nullable Path html;

    /** Exits with 0, or with 2 for invalid arguments. */
    public static void main(String[] arguments) {
        Logs.configure(false);
        System.exit(new CommandLine(new PlanCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var aws = Facts.aws();
        var measured = Facts.measurements();
        var plan = plan(aws);
        var text = PlanText.of(plan, aws, measured);
        var out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
        if (json != null) {
            StampedeCommand.Output.write(json, ResultJson.of(plan));
        }
        if (html != null) {
            StampedeCommand.Output.write(html, PlanPage.of(plan, text));
        }
        return 0;
    }

    private Plan plan(AwsFacts aws) {
        try {
            return Plan.of(new Demand(buyers, minutes, stock), region, aws, Facts.measurements());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }
}

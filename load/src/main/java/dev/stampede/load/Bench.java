package dev.stampede.load;

import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the load tests. */
@Command(name = "bench", description = "Measures the store on this machine.", subcommands = {StampedeCommand.class,
        BrowseCommand.class, OrdersCommand.class, ExportCommand.class, VerifierCommand.class,
        ColdStartCommand.class}, mixinStandardHelpOptions = true)
public final class Bench {

    private static final int CANNOT_START = 2;

    private Bench() {}

    /**
     * Exits with 0 if all checks pass, 1 if a check fails, 2 for invalid arguments or if the store cannot start.
     */
    public static void main(String[] arguments) {
        Logs.configure(false);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::explain);
    }

    /** Prints one line for expected failures and the stack trace for bugs. */
    private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(fault instanceof CannotStart)) {
            throw fault;
        }
        var err = command.getErr();
        err.println("stampede: " + fault.getMessage());
        err.flush();
        return CANNOT_START;
    }
}

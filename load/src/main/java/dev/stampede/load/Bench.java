package dev.stampede.load;

import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(name = "bench", description = "Measures the store on this machine.", subcommands = StampedeCommand.class, mixinStandardHelpOptions = true)
public final class Bench {

    private static final int CANNOT_START = 2;

    private Bench() {}

    /**
     * Ends the process: 0 if everything that must hold did, 1 if something did not, 2 for a wrong call or a store that
     * cannot start.
     */
    public static void main(String[] arguments) {
        Logs.configure(false);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::explain);
    }

    /** One line where the message says what to do; everything for a bug. */
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

package dev.stampede.local.store;

import dev.stampede.local.store.template.TemplateException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local store. */
@Command(name = "stampede", description = "A store backend that also runs on your machine.", subcommands = {
        UpCommand.class, InvokeCommand.class}, mixinStandardHelpOptions = true)
public final class Stampede {

    private static final int CANNOT_START = 2;

    private Stampede() {}

    /** Ends the process: 0 for success, 1 for a function that failed, 2 for a wrong call or a store that cannot start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Stampede()).setExecutionExceptionHandler(Stampede::explain);
    }

    /** One line where the message says what to do; everything for a bug. */
    private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(fault instanceof CannotStart) && !(fault instanceof TemplateException)) {
            throw fault;
        }
        var err = command.getErr();
        err.println("stampede: " + fault.getMessage());
        err.flush();
        return CANNOT_START;
    }
}

package dev.stampede.local.store;

import dev.stampede.local.store.template.TemplateException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local store. */
@Command(name = "stampede", description = "Runs the store backend on your machine.", subcommands = {
        UpCommand.class, InvokeCommand.class, ReplayCommand.class,
        PublishCommand.class, DeadLettersCommand.class, VerifyCommand.class,
        DropCommand.class}, mixinStandardHelpOptions = true)
public final class Stampede {

    private static final int CANNOT_START = 2;

    private Stampede() {}

    /** Exits with 0 on success, 1 if a function failed, 2 for invalid arguments or if the store cannot start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Stampede()).setExecutionExceptionHandler(Stampede::explain);
    }

    /** Prints one line for expected failures and the stack trace for bugs. */
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

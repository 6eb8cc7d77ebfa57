package dev.stampede.local.lab.faults;

/**
 * Ends a function at a call, as a crash or timeout does. An error, so that functions do not handle it as a failed call.
 */
public final class FunctionKilled extends Error {

    private static final long serialVersionUID = 1;

    public FunctionKilled() {
        super("The function was killed", null, false, false);
    }
}

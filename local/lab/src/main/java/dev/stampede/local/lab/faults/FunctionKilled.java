package dev.stampede.local.lab.faults;

/**
 * Ends a function at a call, as a crash or a timeout does: no handler of exceptions of a function takes it for a failed
 * call.
 */
public final class FunctionKilled extends Error {

    private static final long serialVersionUID = 1;

    public FunctionKilled() {
        super("The function was killed", null, false, false);
    }
}

package dev.stampede.runtime.testing;

/** What a process calls, and where it can be cut off at any call. Subclasses call {@link #before} and {@link #after} in each. */
public abstract class Killable {

    /** The process ends. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private int callsUntilKill = Integer.MAX_VALUE;
    private boolean isKilledAfter;

    /** @param call 1 is the next one  @param isAfter whether the last call takes effect */
    public final synchronized void killAt(int call, boolean isAfter) {
        callsUntilKill = call;
        isKilledAfter = isAfter;
    }

    public final synchronized boolean wasKilled() {
        return callsUntilKill <= 0;
    }

    /** From now on, no call is the last. */
    public final synchronized void live() {
        callsUntilKill = Integer.MAX_VALUE;
    }

    protected final synchronized void before() {
        if (--callsUntilKill == 0 && !isKilledAfter) {
            throw new Killed();
        }
    }

    protected final synchronized void after() {
        if (callsUntilKill == 0) {
            throw new Killed();
        }
    }
}

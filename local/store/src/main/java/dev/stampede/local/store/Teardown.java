package dev.stampede.local.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, latest first, however far the start came. Safe for use by many threads. */
final class Teardown implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Remembers a part that was started; it is closed before those that were started earlier. */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Moves a part to where it is closed before all others. */
    synchronized void closeFirst(AutoCloseable part) {
        parts.remove(part);
        parts.push(part);
    }

    /**
     * Closes every part, also after one failed; a second call does nothing.
     *
     * @throws IllegalStateException with the first failure, and the others suppressed in it
     */
    @Override
    public synchronized void close() {
        IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception fault) {
                if (failure == null) {
                    failure = new IllegalStateException("The local store did not stop cleanly", fault);
                } else {
                    failure.addSuppressed(fault);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

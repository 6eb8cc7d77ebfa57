package dev.stampede.local.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes everything that was started, in reverse order, even if the start failed midway. Thread-safe. */
final class Teardown implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Registers a part; it is closed before those registered earlier. */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Moves a part to the front: it is closed before all others. */
    synchronized void closeFirst(AutoCloseable part) {
        parts.remove(part);
        parts.push(part);
    }

    /**
     * Closes every part, even if one fails. A second call does nothing.
     *
     * @throws IllegalStateException if a part fails: the cause is the first failure, with the others suppressed
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

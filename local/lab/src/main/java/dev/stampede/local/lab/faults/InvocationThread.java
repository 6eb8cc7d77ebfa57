package dev.stampede.local.lab.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of an invocation, with its own virtual time. A function may run several threads; the progress of one must
 * not affect what happens to another. A killed thread also kills the threads that wait for it, which are its ancestors.
 *
 * <p>
 * Threads that this thread starts are its children. Only the thread itself may use an instance; any thread may call
 * {@link #isCut} and {@link #longest} after it has ended.
 */
public final class InvocationThread {

    private static final ThreadLocal<@Nullable InvocationThread> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable InvocationThread childValue(@Nullable InvocationThread parent) {
            return parent == null ? null : new InvocationThread(parent);
        }
    };

    private final @Nullable InvocationThread parent;
    private final InvocationThread root;
    private final String prefix;
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean cut;
    private Duration elapsed;
    private @Nullable String name;

    private InvocationThread(@Nullable InvocationThread parent) {
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.prefix = parent == null || parent.name == null ? "" : parent.name + " > ";
        this.elapsed = parent == null ? Duration.ZERO : parent.elapsed;
    }

    /** The first thread of an invocation. */
    public static InvocationThread root() {
        return new InvocationThread(null);
    }

    /** The calling thread; empty outside an invocation. */
    public static Optional<InvocationThread> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Runs the work on the calling thread, as this invocation thread. */
    public <T> T run(Supplier<T> work) {
        var outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** The first thread of this thread's invocation. */
    public InvocationThread first() {
        return root;
    }

    public boolean isFirst() {
        return parent == null;
    }

    /** The number of ancestors: 0 for the first thread, 1 for the threads that it started. */
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    /**
     * A name that does not depend on scheduling: the parent's name followed by the first call of this thread.
     */
    public String name(String call) {
        if (name == null) {
            name = isFirst() ? "first" : prefix + call;
        }
        return name;
    }

    /** Advances the virtual time of this thread and of the threads it starts afterwards. */
    public void pass(Duration span) {
        elapsed = elapsed.plus(span);
        root.longest.accumulateAndGet(elapsed.toNanos(), Math::max);
    }

    /** The virtual time since the start of the invocation. */
    public Duration elapsed() {
        return elapsed;
    }

    /** On the first thread: the virtual duration of the invocation. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Kills this thread and its ancestors, which wait for it: they make no more calls. */
    public void cut() {
        for (var thread = this; thread != null; thread = thread.parent) {
            thread.cut = true;
        }
    }

    /** On the first thread: whether the invocation was killed. */
    public boolean isCut() {
        return cut;
    }
}

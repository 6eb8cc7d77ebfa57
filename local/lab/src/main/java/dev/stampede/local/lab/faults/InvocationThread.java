package dev.stampede.local.lab.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the threads of an invocation. A function works on several at a time, and what happens to one of them must not
 * depend on how far the others have come; so each has its own time and its own end, and a thread that waits for others
 * shares their end.
 *
 * <p>
 * The threads that are started by code in a thread are threads that come from it. A thread is used by its own thread;
 * {@link #isCut} and {@link #longest} may be asked by any, when it has ended.
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

    /** The thread that the calling thread is. */
    public static Optional<InvocationThread> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Lets the calling thread be this thread while it does some work. */
    public <T> T run(Supplier<T> work) {
        var outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** The first thread of the invocation that this one belongs to. */
    public InvocationThread first() {
        return root;
    }

    public boolean isFirst() {
        return parent == null;
    }

    /** How many threads are between this one and the first; 0 for the first, 1 for those that it started. */
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    /**
     * A name that does not depend on which thread was faster: the first call that the thread makes, after the name of the
     * thread that it came from.
     */
    public String name(String call) {
        if (name == null) {
            name = isFirst() ? "first" : prefix + call;
        }
        return name;
    }

    /** Lets virtual time pass for this thread, and for those that it starts afterwards. */
    public void pass(Duration span) {
        elapsed = elapsed.plus(span);
        root.longest.accumulateAndGet(elapsed.toNanos(), Math::max);
    }

    /** The virtual time since the invocation began. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Of the first thread: the virtual time that the invocation has taken. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Ends this thread, and so those that wait for it: they make no call any more. */
    public void cut() {
        for (var thread = this; thread != null; thread = thread.parent) {
            thread.cut = true;
        }
    }

    /** Of the first thread: whether the invocation was killed. */
    public boolean isCut() {
        return cut;
    }
}

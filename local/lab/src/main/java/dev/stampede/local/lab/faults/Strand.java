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
 * The threads that are started by code in a strand are strands that come from it. A strand is used by its own thread;
 * {@link #isCut} and {@link #longest} may be asked by any, when it has ended.
 */
public final class Strand {

    private static final ThreadLocal<@Nullable Strand> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Strand childValue(@Nullable Strand parent) {
            return parent == null ? null : new Strand(parent);
        }
    };

    private final @Nullable Strand parent;
    private final Strand root;
    private final String prefix;
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean cut;
    private Duration elapsed;
    private @Nullable String name;

    private Strand(@Nullable Strand parent) {
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.prefix = parent == null || parent.name == null ? "" : parent.name + " > ";
        this.elapsed = parent == null ? Duration.ZERO : parent.elapsed;
    }

    /** The first strand of an invocation. */
    public static Strand root() {
        return new Strand(null);
    }

    /** The strand that the calling thread is. */
    public static Optional<Strand> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Lets the calling thread be this strand while it does some work. */
    public <T> T run(Supplier<T> work) {
        var outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    /** The first strand of the invocation that this one belongs to. */
    public Strand first() {
        return root;
    }

    public boolean isFirst() {
        return parent == null;
    }

    /** How many strands are between this one and the first; 0 for the first, 1 for those that it started. */
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    /**
     * A name that does not depend on which strand was faster: the first call that the strand makes, after the name of the
     * strand that it came from.
     */
    public String name(String call) {
        if (name == null) {
            name = isFirst() ? "first" : prefix + call;
        }
        return name;
    }

    /** Lets virtual time pass for this strand, and for those that it starts afterwards. */
    public void pass(Duration span) {
        elapsed = elapsed.plus(span);
        root.longest.accumulateAndGet(elapsed.toNanos(), Math::max);
    }

    /** The virtual time since the invocation began. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Of the first strand: the virtual time that the invocation has taken. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Ends this strand, and so those that wait for it: they make no call any more. */
    public void cut() {
        for (var strand = this; strand != null; strand = strand.parent) {
            strand.cut = true;
        }
    }

    /** Of the first strand: whether the invocation was killed. */
    public boolean isCut() {
        return cut;
    }
}

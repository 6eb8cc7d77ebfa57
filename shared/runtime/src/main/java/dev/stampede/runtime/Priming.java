package dev.stampede.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a function's reads before Lambda takes the snapshot that execution environments start from (SnapStart), so that they
 * start with loaded classes. The reads run in {@link FunctionEnvironment#priming()}, in an instance of the function that is
 * then dropped: what it cached, counted or connected to is not used after the snapshot. Without SnapStart, nothing runs.
 */
public final class Priming implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    /** How the execution environment is started (AWS Lambda Developer Guide, "Defined runtime environment variables"). */
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAP_START = "snap-start";

    /** Contexts only have weak references to their resources. */
    private static final Set<Priming> REGISTERED = ConcurrentHashMap.newKeySet();

    /** Reads without side effects, in a new instance of the function. */
    @FunctionalInterface
    public interface Reads {
        void run(FunctionEnvironment environment);
    }

    private final Reads reads;

    Priming(Reads reads) {
        this.reads = reads;
    }

    /** Has the reads run before the snapshot. If they fail, the snapshot is taken without them, and a warning is logged. */
    public static void beforeSnapshot(Reads reads) {
        if (!SNAP_START.equals(System.getenv(INITIALIZATION_TYPE))) {
            // There will be no snapshot, and the classes for registering take a fiftieth of a cold start.
            return;
        }
        var priming = new Priming(reads);
        REGISTERED.add(priming);
        Core.getGlobalContext().register(priming);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            reads.run(FunctionEnvironment.priming());
        } catch (RuntimeException failure) {
            LOG.warn("The function is not primed: its first requests take longer", failure);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing of the reads is used again.
    }
}

package dev.stampede.local.store;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C. Java has no public API for signals, and without one a second Ctrl-C waits for what the first one began; the
 * JDK's own class is reached by reflection because the compiler warns of it.
 */
final class Interrupt {

    /** What shells expect of a process that SIGINT ended. */
    static final int EXIT_CODE = 130;

    private Interrupt() {}

    /** Runs {@code first} for the first Ctrl-C, and {@code again} for each one after it, also while {@code first} runs. */
    static void onFirst(Runnable first, Runnable again) {
        var seen = new AtomicBoolean();
        handle(() -> (seen.getAndSet(true) ? again : first).run());
    }

    private static void handle(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(Interrupt.class.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance("INT"), proxy);
        } catch (ReflectiveOperationException otherJdk) {
            throw new IllegalStateException("This JDK has no signals", otherJdk);
        }
    }
}

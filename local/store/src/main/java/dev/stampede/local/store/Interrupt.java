package dev.stampede.local.store;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Handles Ctrl-C. Java has no public API for signals, and without a handler a second Ctrl-C waits for the shutdown that
 * the first one started. Uses reflection because the compiler warns about the JDK's internal class.
 */
final class Interrupt {

    /** The exit code that shells expect after SIGINT. */
    static final int EXIT_CODE = 130;

    private Interrupt() {}

    /**
     * Runs {@code first} on the first Ctrl-C and {@code again} on each later one, even while {@code first} is running.
     */
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
            throw new IllegalStateException("This JDK does not support signals", otherJdk);
        }
    }
}

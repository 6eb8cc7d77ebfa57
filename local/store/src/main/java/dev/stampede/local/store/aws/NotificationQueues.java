package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;

/** The queues that stand between an emulator's topics and the functions in this process. */
public final class NotificationQueues {

    private NotificationQueues() {}

    /** @param event the function's and the event's names, joined by a dot */
    public static String name(Stack stack, String event) {
        return stack.name() + "-" + event.replace('.', '-') + "-notifications";
    }
}

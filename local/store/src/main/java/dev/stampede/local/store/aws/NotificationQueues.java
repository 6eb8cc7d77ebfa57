package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;

/** The queues between an emulator's topics and the functions in this process. */
public final class NotificationQueues {

    private NotificationQueues() {}

    /** @param event the function's name and the event's name, separated by a dot */
    public static String name(Stack stack, String event) {
        return stack.name() + "-" + event.replace('.', '-') + "-notifications";
    }
}

package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;

/** The queues between topics and the functions that subscribe to them. */
public final class NotificationQueues {

    private NotificationQueues() {}

    /** @param event the function's name and the event's name, separated by a dot */
    public static String name(Stack stack, String event) {
        return stack.name() + "-" + event.replace('.', '-') + "-notifications";
    }

    /** The queue for messages that the function failed to process and that have no failure destination. */
    static String failuresName(Stack stack, String event) {
        return name(stack, event) + "-failures";
    }
}

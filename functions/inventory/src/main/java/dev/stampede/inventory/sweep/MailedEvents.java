package dev.stampede.inventory.sweep;

import java.util.Collection;
import java.util.Set;

/** The events that customers were notified of by mail. Implementations are safe for use by many threads. */
public interface MailedEvents {

    /**
     * Those of the events whose mail was sent, was permanently refused, or is being sent.
     *
     * @param eventIds {@code orderId/seq} each
     */
    Set<String> among(Collection<String> eventIds);
}

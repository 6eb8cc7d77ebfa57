package dev.stampede.inventory.sweep;

import java.util.Collection;
import java.util.Set;

/** Which events customers were told of by mail. Implementations are safe for use by many threads. */
public interface MailedEvents {

    /**
     * Of these events, those whose mail was sent, was refused for good, or is being sent right now.
     *
     * @param eventIds {@code orderId/seq} each
     */
    Set<String> among(Collection<String> eventIds);
}

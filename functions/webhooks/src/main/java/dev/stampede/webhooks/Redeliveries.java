package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last redelivery of each webhook. Implementations are safe for concurrent use by many processes. */
public interface Redeliveries {

    Optional<Redelivery> find(WebhookId webhookId);

    /**
     * @param seen what it replaces: the state before, an earlier redelivery, or null if there is none
     * @return false if there is another one meanwhile
     */
    boolean replace(@Nullable Redelivery seen, Redelivery next);
}

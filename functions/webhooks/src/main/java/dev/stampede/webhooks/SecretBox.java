package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;

/** Encrypts the secrets of webhooks, so that a table or its backup does not contain them. Implementations are thread-safe. */
public interface SecretBox {

    String seal(WebhookId owner, SigningSecret secret);

    /** @throws IllegalStateException if {@code sealed} was sealed for another webhook or with another key */
    SigningSecret open(WebhookId owner, String sealed);
}

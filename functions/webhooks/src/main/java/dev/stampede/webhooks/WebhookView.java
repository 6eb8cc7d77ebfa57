package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the admin API returns it.
 *
 * @param secret only in the response to its creation, or to a rotation
 * @param previousSecretExpiresAt when the secret before the last rotation is no longer used; absent if it is not used
 */
record WebhookView(
        WebhookId webhookId,
        WebhookUrl url,
        List<String> types,
        String description,
        String status,
        Instant createdAt,
        String createdBy,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        @Nullable Instant previousSecretExpiresAt,
        @Nullable String secret) {

    record Page(List<WebhookView> webhooks, @Nullable String nextCursor) {}

    static WebhookView of(Webhook webhook, Instant now) {
        return of(webhook, now, null);
    }

    static WebhookView of(Webhook webhook, Instant now, @Nullable SigningSecret secret) {
        var disabled = webhook.disabled();
        return new WebhookView(webhook.id(), webhook.url(), webhook.types(), webhook.description(),
                webhook.status().text(), webhook.createdAt(), webhook.createdBy(), webhook.failingSince(),
                disabled == null ? null : disabled.at(),
                disabled == null ? null : disabled.reason().text(),
                webhook.secrets().stream().skip(1).filter(one -> one.isUsed(now)).findFirst()
                        .map(Webhook.SealedSecret::expiresAt).orElse(null),
                secret == null ? null : secret.text());
    }
}

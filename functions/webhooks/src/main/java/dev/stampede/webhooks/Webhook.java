package dev.stampede.webhooks;

import dev.stampede.contracts.id.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events.
 *
 * @param types the event types that it receives, at least one
 * @param description may be empty
 * @param secrets what its events are signed with, newest first: one, or two after a rotation
 * @param createdBy the subject of the token of the admin who created it
 * @param failingSince the first of the failures since its last success, or null
 * @param heldUntil until when its new deliveries wait in the table, because it does not keep up, or null
 * @param disabled when and why it was disabled, or null
 * @param ownerUntold whether the owner must still be told that it was disabled
 * @param version increases with every change by an admin, and when it is disabled
 */
public record Webhook(
        WebhookId id,
        WebhookUrl url,
        List<String> types,
        String description,
        Status status,
        List<SealedSecret> secrets,
        Instant createdAt,
        String createdBy,
        @Nullable Instant failingSince,
        @Nullable Instant heldUntil,
        @Nullable Disabled disabled,
        boolean ownerUntold,
        long version) {

    /** How many webhooks a store can have. Each has its share of {@code WebhookConcurrency}. */
    public static final int MAX = 20;

    private static final int MAX_SECRETS = 2;

    /** Whether a webhook receives events. */
    public enum Status {
        ENABLED,
        /** By an admin. */
        PAUSED,
        /** See {@link Disabled}. */
        DISABLED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** That the store stopped sending to a webhook. */
    public record Disabled(Instant at, Reason reason) {

        /** Why a webhook is disabled. */
        public enum Reason {
            /** It failed for too long. */
            FAILING,
            /** It answered with 410 (Gone). */
            GONE;

            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * @param sealed see {@link SecretBox}
     * @param expiresAt when it is no longer used, or null
     */
    public record SealedSecret(String sealed, Instant createdAt, @Nullable Instant expiresAt) {

        boolean isUsed(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }

        private SealedSecret until(Instant end) {
            return new SealedSecret(sealed, createdAt, end);
        }
    }

    public Webhook {
        types = List.copyOf(types);
        secrets = List.copyOf(secrets);
        if (types.isEmpty() || secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("A webhook has types, and one or two secrets");
        }
    }

    static Webhook created(WebhookId id, WebhookUrl url, List<String> types, String description, String sealed,
            Instant at, String by) {
        return new Webhook(id, url, types, description, Status.ENABLED, List.of(new SealedSecret(sealed, at, null)), at,
                by, null, null, null, false, 1);
    }

    boolean receives(String type) {
        return types.contains(type);
    }

    boolean isEnabled() {
        return status == Status.ENABLED;
    }

    boolean isHeld(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }

    /** A webhook that is changed begins without failures. */
    Webhook changed(WebhookUrl newUrl, List<String> newTypes, String newDescription, Status newStatus) {
        return new Webhook(id, newUrl, newTypes, newDescription, newStatus, secrets, createdAt, createdBy, null,
                heldUntil, null, false, version + 1);
    }

    /** With a new secret, beside which the one before is used for a while. Older ones are no longer used. */
    Webhook rotated(String sealed, Instant at, Duration overlap) {
        var rotated = Stream.concat(
                Stream.of(new SealedSecret(sealed, at, null)),
                overlap.isPositive() ? Stream.of(secrets.getFirst().until(at.plus(overlap))) : Stream.empty())
                .toList();
        return new Webhook(id, url, types, description, status, rotated, createdAt, createdBy, failingSince, heldUntil,
                disabled, ownerUntold, version + 1);
    }
}

package dev.stampede.webhooks;

/** Tells the store's owner about webhooks. Implementations are thread-safe. */
public interface OwnerNotices {

    /** A webhook was disabled. The same notice twice is one mail. */
    void disabled(Webhook webhook, Webhook.Disabled disabled);
}

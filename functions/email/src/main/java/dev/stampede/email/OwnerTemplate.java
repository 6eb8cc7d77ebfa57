package dev.stampede.email;

import java.util.Locale;

/** The mails to the store's owner. */
public enum OwnerTemplate {
    WEBHOOK_DISABLED;

    /** The name of the template's file, without extension, such as {@code owner-webhook-disabled}. */
    public String fileName() {
        return "owner-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

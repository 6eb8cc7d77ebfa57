package dev.stampede.email;

/** Renders mails. Implementations are thread-safe. */
public interface MailRenderer {

    /** @param to the recipient's address */
    Mail render(MailContent content, String to);
}

package dev.stampede.email;

/**
 * Limits the mails about unpaid orders per address and hour, so that nobody can flood a stranger's mailbox.
 * Implementations are safe for concurrent use by many processes.
 */
public interface UnpaidMailLimit {

    /**
     * Counts a mail if the limit allows it. The same mail is counted once.
     *
     * @param address the mailbox; see {@code CallerKey.mailbox}
     * @param eventId the event that the mail reports
     * @return whether the mail may be sent
     */
    boolean count(String address, String eventId);
}

package dev.stampede.email;

/**
 * Counts the mails about unpaid orders that go to an address, so that nobody can fill a stranger's mailbox. Implementations
 * are safe for use by many threads and processes.
 */
public interface UnpaidMails {

    /**
     * Counts a mail, unless as many as there may be have been counted within the hour. The same mail is counted once.
     *
     * @param address of the mailbox; see {@code CallerKey.mailbox}
     * @param eventId the event that the mail tells of
     * @return whether the mail is counted and so may be sent
     */
    boolean count(Fingerprint address, String eventId);
}

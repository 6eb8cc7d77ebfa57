package dev.stampede.local.store.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All mail that was sent, newest first. It forgets the oldest beyond {@link #CAPACITY}, so that a load test does not
 * fill the memory; {@link #sent()} counts them all.
 *
 * <p>
 * Safe for use by many threads.
 */
public final class Mailbox {

    public static final int CAPACITY = 100_000;

    private final Deque<SentMail> mails = new ArrayDeque<>();
    private long sent;

    public synchronized void add(SentMail mail) {
        sent++;
        mails.addFirst(mail);
        if (mails.size() > CAPACITY) {
            mails.removeLast();
        }
    }

    /** The mails kept, newest first: a copy that does not change. */
    public synchronized List<SentMail> mails() {
        return List.copyOf(mails);
    }

    /** The mails kept that went to this address, newest first. */
    public List<SentMail> to(String address) {
        return mails().stream().filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase)).toList();
    }

    public Optional<SentMail> find(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** How many mails were ever sent. */
    public synchronized long sent() {
        return sent;
    }
}

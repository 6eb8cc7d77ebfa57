package dev.stampede.local.store.mail;

import dev.stampede.local.store.files.Journal;
import dev.stampede.runtime.json.Json;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sent emails, newest first. Keeps the newest {@link #CAPACITY}, to limit memory use in load tests; {@link #sent()}
 * counts all of them.
 *
 * <p>
 * Thread-safe.
 */
public final class Mailbox implements AutoCloseable {

    public static final int CAPACITY = 100_000;

    private final Deque<SentMail> mails = new ArrayDeque<>();
    private final @Nullable Journal journal;
    private long sent;
    private boolean stopped;

    /** A mailbox in memory. */
    public Mailbox() {
        journal = null;
    }

    private Mailbox(Path file) {
        journal = Journal.open(file, line -> keep(Json.read(line, SentMail.class)));
        if (sent > mails.size()) {
            journal.replace(mails.reversed().stream().map(Json::write).toList());
        }
    }

    /**
     * Opens the mailbox in a directory, with the emails stored there.
     *
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public static Mailbox in(Path directory) {
        return new Mailbox(directory.resolve("mails.jsonl"));
    }

    /** Returns after the email is stored. */
    public synchronized void add(SentMail mail) {
        if (journal != null) {
            journal.append(Json.write(mail));
        }
        keep(mail);
        notifyAll();
    }

    /** The stored emails, newest first: an immutable copy. */
    public synchronized List<SentMail> mails() {
        return List.copyOf(mails);
    }

    /** The stored emails to this address, newest first. */
    public List<SentMail> to(String address) {
        return mails().stream().filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase)).toList();
    }

    public Optional<SentMail> find(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** Waits until {@code look} returns emails; returns an empty list on timeout or when the store stops. */
    public synchronized List<SentMail> await(Supplier<List<SentMail>> look, Duration longest) {
        var deadline = System.nanoTime() + longest.toNanos();
        for (var found = look.get();; found = look.get()) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (!found.isEmpty() || left <= 0 || stopped) {
                return found;
            }
            try {
                wait(left);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                return found;
            }
        }
    }

    /** The number of emails sent, including those no longer stored. */
    public synchronized long sent() {
        return sent;
    }

    /** Ends all waits for emails. */
    public synchronized void stopWaiting() {
        stopped = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void keep(SentMail mail) {
        sent++;
        mails.addFirst(mail);
        if (mails.size() > CAPACITY) {
            mails.removeLast();
        }
    }
}

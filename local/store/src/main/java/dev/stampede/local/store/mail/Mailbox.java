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
 * All mail that was sent, newest first. It forgets the oldest beyond {@link #CAPACITY}, so that a load test does not
 * fill the memory; {@link #sent()} counts them all.
 *
 * <p>
 * Safe for use by many threads.
 */
public final class Mailbox implements AutoCloseable {

    public static final int CAPACITY = 100_000;

    private final Deque<SentMail> mails = new ArrayDeque<>();
    private final @Nullable Journal journal;
    private long sent;
    private boolean stopped;

    /** One that is gone with the process. */
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
     * One that keeps its mails in a directory, and has those that are there.
     *
     * @throws UncheckedIOException if the file cannot be used
     */
    public static Mailbox in(Path directory) {
        return new Mailbox(directory.resolve("mails.jsonl"));
    }

    /** Returns when the mail is kept. */
    public synchronized void add(SentMail mail) {
        if (journal != null) {
            journal.append(Json.write(mail));
        }
        keep(mail);
        notifyAll();
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

    /** What {@code look} finds as soon as it finds something; nothing when the time is up or the store stops. */
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

    /** How many mails were ever sent. */
    public synchronized long sent() {
        return sent;
    }

    /** Ends all waits for mail. */
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

package dev.stampede.local.store.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void in_directory_shouldHaveTheMailsThatWereThereAfterAKill() {
        var first = mail("1", "Paid: 5 €");
        Mailbox.in(directory).add(first);
        // Not closed, as after a kill.
        var second = mail("2", "Shipped");
        Mailbox.in(directory).add(second);

        try (var mailbox = Mailbox.in(directory)) {
            assertThat(mailbox.mails()).containsExactly(second, first);
            assertThat(mailbox.sent()).isEqualTo(2);
        }
    }

    @Test
    void await_mailComes_shouldReturnIt() {
        var mailbox = new Mailbox();
        var waiting = CompletableFuture.supplyAsync(() -> mailbox.await(mailbox::mails, LONG));
        var mail = mail("1", "Paid");
        mailbox.add(mail);

        await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting.join()).containsExactly(mail);
    }

    @Test
    void await_storeStops_shouldReturnAtOnce() {
        var mailbox = new Mailbox();
        var waiting = CompletableFuture.supplyAsync(() -> mailbox.await(mailbox::mails, LONG));
        mailbox.stopWaiting();

        await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting.join()).isEmpty();
    }

    private static SentMail mail(String id, String subject) {
        return new SentMail(id, Instant.parse("2026-03-01T12:00:00Z"), "shop@example.com", List.of("ada@example.com"),
                subject, "<b>" + subject + "</b>", "", Map.of("kind", "paid"), "de");
    }
}

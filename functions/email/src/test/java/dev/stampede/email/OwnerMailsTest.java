package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.OwnerNotice;
import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedLog;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnerMailsTest {

    private static final WebhookId WEBHOOK = new WebhookId("whk_00000000000000000000000000000000");
    private static final Map<String, String> SETTINGS = Map.of(
            "ORDERS_TABLE", "OrdersTable", "EMAILS_TABLE", "EmailsTable", "EMAIL_FROM", "store@example.com",
            "STORE_NAME", "Stampede", "EMAIL_CONFIGURATION_SET", "stampede-email", "STORE_LANGUAGE", "en",
            "STORE_TIME_ZONE", "UTC");

    private static LocalDynamoDb database;

    private final FakeSes ses = new FakeSes();
    private final EmailWorker worker = new EmailWorker(TestEnvironment.of(SETTINGS, database.client(), ses));

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start("OrdersTable", "EmailsTable");
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void disabledWebhook_shouldBeMailedToTheOwnerOnce() {
        database.clear("EmailsTable");
        try (var log = new RecordedLog()) {
            assertThat(deliver("Books <&>").getBatchItemFailures()).isEmpty();
            assertThat(deliver("Books <&>").getBatchItemFailures()).isEmpty();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("owner@example.com"));
        }
        assertThat(ses.taken()).singleElement().satisfies(mail -> {
            assertThat(mail.destinations()).containsExactly("owner@example.com");
            var message = new SentMessage(mail);
            assertThat(message.header("Subject")).isEqualTo("Webhook disabled: receiver.example.com");
            assertThat(message.text()).isEqualTo("""
                    The webhook Books <&> (receiver.example.com) of Stampede was disabled on June 1, 2026 at 12:00\u00A0PM UTC: \
                    no event could be delivered to it since May 29, 2026 at 12:00\u00A0PM UTC.

                    Events are skipped from now on. When the receiver works again, enable the webhook in the admin pages and \
                    deliver the events of that time again. Deliveries are kept for 30 days.
                    """);
            assertThat(message.html()).contains("Books &lt;&amp;&gt;", "<h1", "Deliveries are kept for 30 days.</p>");
        });
    }

    /** Each language has all words, and names the webhook and the reason. */
    @ParameterizedTest
    @EnumSource
    void disabledWebhook_shouldBeMailedInTheStoresLanguage(MailLanguage language) {
        for (var gone : List.of(true, false)) {
            database.clear("EmailsTable");
            var settings = new HashMap<>(SETTINGS);
            settings.put("STORE_LANGUAGE", language.tag());
            var mails = new FakeSes();
            assertThat(deliver(new EmailWorker(TestEnvironment.of(settings, database.client(), mails)), "Books", gone)
                    .getBatchItemFailures()).isEmpty();
            var message = new SentMessage(mails.taken().getFirst());
            assertThat(message.header("Subject")).contains("receiver.example.com");
            assertThat(message.text()).contains("Books (receiver.example.com)", "2026", "30").doesNotContain("{{");
            assertThat(message.text().contains("410")).isEqualTo(gone);
            assertThat(message.html()).contains("<html lang=\"" + language.tag() + "\">",
                    "Books (receiver.example.com)");
        }
    }

    @Test
    void noticeThatCannotBeSent_shouldComeAgain() {
        database.clear("EmailsTable");
        ses.failWith(FakeSes.error("Throttling", "slow down", 400));
        assertThat(deliver("").getBatchItemFailures()).hasSize(1);
        assertThat(deliver("").getBatchItemFailures()).as("while it is claimed").hasSize(1);
    }

    private SQSBatchResponse deliver(String description) {
        return deliver(worker, description, false);
    }

    private static SQSBatchResponse deliver(EmailWorker worker, String description, boolean gone) {
        var at = TestEnvironment.NOW;
        var message = new SQSMessage();
        message.setMessageId("1");
        message.setBody(
                OwnerNotice
                        .webhookDisabled(WEBHOOK, at, new OwnerNotice.Data("owner@example.com", "receiver.example.com",
                                description, at.minus(Duration.ofDays(3)), gone))
                        .toJson());
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return worker.handleRequest(event, new LambdaContext("EmailsFunction"));
    }
}

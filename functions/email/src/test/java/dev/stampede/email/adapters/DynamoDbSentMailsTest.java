package dev.stampede.email.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.email.MailTemplate;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import dev.stampede.email.SentMails.Claim;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbSentMailsTest {

    private static final String EVENT = "ref_00000000000000000000000000000000/2";

    private static LocalDynamoDb database;

    private final AdjustableClock clock = new AdjustableClock();
    private final DynamoDbSentMails mails = new DynamoDbSentMails(database.client(), "EmailsTable", clock);

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start("EmailsTable");
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("EmailsTable");
    }

    @Test
    void claim_first_shouldBeGranted() {
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.GRANTED);
        assertThat(item()).containsEntry("template", AttributeValue.fromS("PAID"));
    }

    @Test
    void claim_whileHeld_shouldSaySo() {
        mails.claim(EVENT, MailTemplate.PAID);
        clock.advance(DynamoDbSentMails.LEASE);
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.IN_PROGRESS);
    }

    @Test
    void claim_afterTheLease_shouldBeGrantedToOne() {
        mails.claim(EVENT, MailTemplate.PAID);
        clock.advance(DynamoDbSentMails.LEASE.plusMillis(1));
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.GRANTED);
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.IN_PROGRESS);
    }

    @Test
    void claim_completed_shouldNeverBeGrantedAgain() {
        mails.claim(EVENT, MailTemplate.PAID);
        mails.complete(EVENT, new Accepted("message-1"));
        clock.advance(Duration.ofDays(1));
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.COMPLETED);
        assertThat(item())
                .containsEntry("state", AttributeValue.fromS("SENT"))
                .containsEntry("messageId", AttributeValue.fromS("message-1"));
    }

    @Test
    void claim_rejected_shouldNeverBeGrantedAgain() {
        mails.claim(EVENT, MailTemplate.PAID);
        mails.complete(EVENT, new Rejected("InvalidParameterValue"));
        clock.advance(Duration.ofDays(1));
        assertThat(mails.claim(EVENT, MailTemplate.PAID)).isEqualTo(Claim.COMPLETED);
        assertThat(item())
                .containsEntry("state", AttributeValue.fromS("REJECTED"))
                .containsEntry("reason", AttributeValue.fromS("InvalidParameterValue"));
    }

    @Test
    void claim_otherEvent_shouldBeGranted() {
        mails.claim(EVENT, MailTemplate.PAID);
        assertThat(mails.claim("ref_00000000000000000000000000000000/3", MailTemplate.SHIPPED))
                .isEqualTo(Claim.GRANTED);
    }

    private static Map<String, AttributeValue> item() {
        return database.client()
                .getItem(get -> get.tableName("EmailsTable").key(EmailItems.mailKey(EVENT)))
                .item();
    }
}

package dev.stampede.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.email.adapters.DynamoDbSuppressions;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.Test;

class EmailFeedbackWorkerTest {

    private static final String BUYER = "buyer@example.com";
    private static final KeyedHash HASH = new KeyedHash("test");

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final Suppressions suppressions = new DynamoDbSuppressions(
            database.client(), "EmailsTable", HASH, TestEnvironment.CLOCK);
    private EmailFeedbackWorker worker;

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start("EmailsTable");
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void start() {
        database.clear("EmailsTable");
        worker = new EmailFeedbackWorker(suppressions, new RecordedMetrics());
    }

    @Test
    void permanentBounce_shouldSuppressTheAddress() {
        worker.handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        assertThat(suppressions.contains(BUYER)).isTrue();
        assertThat(suppressions.contains("store@example.com")).isFalse();
    }

    @Test
    void sameAddressInAnotherCase_shouldBeSuppressed() {
        worker.handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        assertThat(suppressions.contains(" Buyer@EXAMPLE.com ")).isTrue();
    }

    @Test
    void addressThatOneFunctionSuppressed_shouldBeSuppressedForTheOther() {
        var environment = TestEnvironment.of(Map.of("EMAILS_TABLE", "EmailsTable"), database.client());
        new EmailFeedbackWorker(environment).handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        var hash = new KeyedHash(environment.settings().read(
                settings -> DeploymentKey.of(settings, Purpose.EMAILS)));
        assertThat(new DynamoDbSuppressions(database.client(), "EmailsTable", hash, TestEnvironment.CLOCK)
                .contains(BUYER)).isTrue();
    }

    @Test
    void sameBounceTwice_shouldChangeNothingMore() {
        worker.handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        worker.handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        assertThat(suppressions.contains(BUYER)).isTrue();
        assertThat(database.client().scan(scan -> scan.tableName("EmailsTable")).count()).isEqualTo(1);
    }

    @Test
    void addresses_shouldNotBeStored() {
        worker.handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        assertThat(database.client().scan(scan -> scan.tableName("EmailsTable")).items().toString())
                .contains(HASH.of(BUYER))
                .doesNotContain(BUYER, "buyer", Sha256.hex(BUYER));
    }

    @Test
    void transientBounce_shouldNotSuppress() {
        var message = sample().getRecords().getFirst().getSNS().getMessage().replace("Permanent", "Transient");
        take(message);
        assertThat(suppressions.contains(BUYER)).isFalse();
    }

    @Test
    void complaint_shouldSuppress() {
        take("""
                {"eventType": "Complaint", "complaint": {"complaintFeedbackType": "abuse",
                 "complainedRecipients": [{"emailAddress": "Buyer@Example.com"}]}}
                """);
        assertThat(suppressions.contains(BUYER)).isTrue();
    }

    @Test
    void otherFeedback_shouldChangeNothing() {
        take("""
                {"eventType": "Delivery", "delivery": {"recipients": ["buyer@example.com"]}}
                """);
        assertThat(suppressions.contains(BUYER)).isFalse();
    }

    @Test
    void setUpMessage_shouldChangeNothing() {
        take("Successfully validated SNS topic for Amazon SES event publishing.");
        assertThat(database.client().scan(scan -> scan.tableName("EmailsTable")).count()).isZero();
    }

    @Test
    void somethingElse_shouldFail() {
        assertThatIllegalArgumentException().isThrownBy(() -> take("hello"));
        assertThatIllegalArgumentException().isThrownBy(() -> take("{}"));
    }

    @Test
    void outcomes_shouldBeCounted() {
        var metrics = new RecordedMetrics();
        new EmailFeedbackWorker(suppressions, metrics)
                .handleRequest(sample(), new LambdaContext("EmailFeedbackFunction"));
        assertThat(metrics.sum("EmailFeedback/Bounced")).isEqualTo(1);
    }

    private void take(String message) {
        var event = sample();
        event.getRecords().getFirst().getSNS().setMessage(message);
        worker.handleRequest(event, new LambdaContext("EmailFeedbackFunction"));
    }

    private static SNSEvent sample() {
        return Events.read("EmailFeedbackFunction-Feedback.json", SNSEvent.class);
    }
}

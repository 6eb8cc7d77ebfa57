package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.runtime.events.QueueWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A message that cannot be processed becomes a dead letter, with the reason in the log, and is processed when it is redriven. */
@Execution(ExecutionMode.CONCURRENT)
class DeadLettersIT {

    private static final String QUEUE = "EmailsDeadLetters";
    private static final Duration RETRIES = Duration.ofSeconds(90);

    private static LocalStore local;
    private static Store store;
    private static TestShop shop;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var impatient = Files.readString(Project.root().resolve("template.yaml"))
                .replaceAll("maxReceiveCount: \\d+", "maxReceiveCount: 2");
        var template = Files.writeString(directory.resolve("template.yaml"), impatient);
        local = LocalStore.start(LocalStore.Options.of(template).withParameter("RetrySeconds", "10"));
        store = Store.at(local.apiUrl().toString());
        shop = new TestShop(store);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void emailOfAStoreWithoutItsTable_shouldBeADeadLetterWithAReasonAndBeSentOnceRedriven() {
        var sku = shop.product(1_000, 5);
        var dynamoDb = local.services().clients().dynamoDb();
        dynamoDb.deleteTable(table -> table.tableName(local.template().outputs().get("EmailsTableName")));
        try (var failures = new Failures()) {
            var email = TestShop.uniqueEmail();
            var guest = shop.guest();
            var order = shop.order(guest, shop.cart(guest, sku, 1), email, "tok_approve");
            shop.awaitStatus(guest, order, "PAID");

            await("dead letter").atMost(RETRIES).until(() -> messages().size() == 1);
            assertThat(waiting()).as("what DeadLettersAlarm watches").isEqualTo(1);
            assertThat(failures.of(messages().getFirst().path("messageId").asText())).isNotEmpty()
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(ResourceNotFoundException.class));
            assertThat(shop.mails(email)).isEmpty();

            local.services().create(local.template());
            guest.post("/_local/queues/" + QUEUE + "/redrive", "{}").expect(200);

            shop.awaitMails(email, 1);
            assertThat(messages()).isEmpty();
            assertThat(waiting()).isZero();
        }
    }

    private static List<JsonNode> messages() {
        var queues = shop.guest().with("Accept", "application/json").get("/_local/queues").expect(200).json();
        return queues.findParents("deadLetters").stream()
                .filter(queue -> queue.path("name").asText().equals(QUEUE))
                .flatMap(queue -> queue.path("messages").valueStream())
                .toList();
    }

    /** The metric {@code ApproximateNumberOfMessagesVisible}. */
    private static int waiting() {
        var url = local.services().stack().queueUrl(local.template().resource(QUEUE).physicalName());
        return Integer.parseInt(local.services().clients().sqs()
                .getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** What functions log about messages that fail. */
    private static final class Failures extends AbstractAppender implements AutoCloseable {

        private record Failure(String messageId, Throwable reason) {}

        private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
        private final Logger logger = (Logger) LogManager.getLogger(QueueWorker.class);

        Failures() {
            super("failures", null, null, false, Property.EMPTY_ARRAY);
            start();
            // Tests log errors only, and functions warn of messages that are retried.
            Configurator.setLevel(logger, Level.WARN);
            logger.addAppender(this);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getThrown() != null) {
                failures.add(new Failure(String.valueOf(event.getMessage().getParameters()[0]), event.getThrown()));
            }
        }

        List<Throwable> of(String messageId) {
            return failures.stream().filter(failure -> failure.messageId().equals("messageId=" + messageId))
                    .map(Failure::reason).toList();
        }

        @Override
        public void close() {
            logger.removeAppender(this);
            Configurator.setLevel(logger, Level.ERROR);
            stop();
        }
    }
}

package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute$;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.QueueData;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.actor.queue.InternalMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

class StoredQueuesTest {

    private static final OffsetDateTime CREATED = OffsetDateTime.parse("2026-03-01T12:00:00Z");
    private static final long NOW = CREATED.toInstant().toEpochMilli();

    @TempDir
    private Path directory;

    @Test
    void put_shouldBeThereAfterAKillWithEverythingThatItHad() {
        var kept = opened();
        kept.define(queue("work"));
        kept.put("work", message("a", "first € \n line", NOW + 60_000));

        // Not closed, as after a kill.
        var queue = opened().queues().getFirst();
        assertThat(queue.name()).isEqualTo("work");
        assertThat(queue.delaySeconds()).isEqualTo(Option.apply(7L));
        assertThat(queue.deadLettersQueue().get().maxReceiveCount()).isEqualTo(3);

        var message = messages("work").getFirst();
        assertThat(message.id()).isEqualTo("a");
        assertThat(message.content().value()).isEqualTo("first € \n line");
        assertThat(message.nextDelivery()).isEqualTo(NOW + 60_000);
        assertThat(message.receiveCount()).isZero();
        assertThat(message.firstReceive()).isEqualTo(NeverReceived$.MODULE$);
        assertThat(message.created().toInstant()).isEqualTo(CREATED.toInstant());
        assertThat(CollectionConverters.asJava(message.messageAttributes())).isEqualTo(attributes());
    }

    @Test
    void update_ofADeliveredMessage_shouldKeepItsCountAndMakeItVisibleAgain() {
        var kept = opened();
        kept.define(queue("work"));
        var message = message("a", "body", NOW);
        kept.put("work", message);
        message.receiveCount_$eq(2);
        message.firstReceive_$eq(new OnDateTimeReceived(CREATED));
        message.nextDelivery_$eq(NOW + 60_000);
        kept.update("work", message);

        var restored = messages("work").getFirst();
        assertThat(restored.receiveCount()).isEqualTo(2);
        assertThat(restored.nextDelivery()).isEqualTo(NOW);
        assertThat(restored.firstReceive()).isInstanceOf(OnDateTimeReceived.class);
        // ElasticMQ removes a message that it moves to the dead-letter queue by its receipts.
        assertThat(CollectionConverters.asJava(restored.deliveryReceipts())).singleElement().asString()
                .startsWith("a#");
    }

    @Test
    void remove_shouldStayTrue_whateverComesLater() {
        var kept = opened();
        kept.define(queue("work"));
        var message = message("a", "body", NOW);
        kept.put("work", message);
        kept.put("work", message("b", "other", NOW));
        kept.remove("work", "a");
        kept.update("work", message);
        kept.define(queue("work"));

        assertThat(messages("work")).extracting(InternalMessage::id).containsExactly("b");

        kept.delete("work");
        assertThat(opened().queues()).isEmpty();
    }

    @Test
    void manyMessages_shouldNotGrowTheFileWithWhatIsGone() throws IOException {
        var body = "x".repeat(200_000);
        try (var kept = opened()) {
            kept.define(queue("work"));
            kept.put("work", message("stays", "body", NOW));
            for (var i = 0; i < 200; i++) {
                kept.put("work", message("m" + i, body, NOW));
                kept.remove("work", "m" + i);
            }
        }
        assertThat(Files.size(directory.resolve("queues.jsonl"))).isLessThan(17L * 1024 * 1024);
        assertThat(messages("work")).extracting(InternalMessage::id).containsExactly("stays");
    }

    @Test
    void in_damagedFile_shouldNameIt() throws IOException {
        Files.writeString(directory.resolve("queues.jsonl"), "not JSON\n");

        assertThatThrownBy(this::opened).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("queues.jsonl");
    }

    private StoredQueues opened() {
        return StoredQueues.in(directory);
    }

    private List<InternalMessage> messages(String queue) {
        try (var kept = opened()) {
            return kept.messages(NOW).get(queue);
        }
    }

    private static QueueData queue(String name) {
        return new CreateQueueData(name, Option.apply(new MillisVisibilityTimeout(30_000)),
                Option.apply(Duration.ofSeconds(7)), Option.empty(), Option.apply(CREATED), Option.apply(CREATED),
                Option.apply(new DeadLettersQueueData("dead", 3)), false, false, Option.empty(), Option.empty(),
                Map$.MODULE$.empty()).toQueueData();
    }

    private static InternalMessage message(String id, String body, long nextDelivery) {
        return new InternalMessage(id, CollectionConverters.asScala(List.<String> of()).toBuffer(), nextDelivery,
                new MessageContent(body), Map$.MODULE$.from(CollectionConverters.asScala(attributes())), CREATED, 0,
                NeverReceived$.MODULE$, 0, false, Option.empty(), Option.empty(), Option.empty(), Option.empty(),
                Option.empty());
    }

    private static Map<String, MessageAttribute> attributes() {
        return Map.of("type", new StringMessageAttribute("paid", Option.empty()), "count",
                new NumberMessageAttribute("5", Option.apply("int")), "raw",
                BinaryMessageAttribute$.MODULE$.fromBase64("AP8=", Option.empty()));
    }
}

package dev.stampede.local.store.aws;

import com.typesafe.config.ConfigFactory;
import dev.stampede.local.store.template.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.persistence.QueueSorter;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Right;

/** ElasticMQ on a free loopback port. */
final class EmbeddedSqs implements AutoCloseable {

    private static final java.time.Duration TIMEOUT = java.time.Duration.ofSeconds(30);

    /** Disables ElasticMQ's shutdown hook, which would race with {@link #close}, and its output. */
    private static final Map<String, Object> SETTINGS = Map.of("pekko.loglevel", "WARNING", "pekko.stdout-loglevel",
            "OFF",
            "pekko.loggers", java.util.List.of("org.apache.pekko.event.slf4j.Slf4jLogger"),
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off", "pekko.log-dead-letters", "off",
            "pekko.log-dead-letters-during-shutdown", "off", "pekko.jvm-exit-on-fatal-error", "off",
            "pekko.http.server.max-connections", "8192");

    /** Amazon SQS API Reference, ReceiveMessage. */
    static final int MAX_WAIT_SECONDS = 20;

    private final ActorSystem actors;
    private final ActorRef manager;
    private final SQSRestServer server;
    private final @Nullable StoredQueues kept;
    private final int port;

    private EmbeddedSqs(ActorSystem actors, ActorRef manager, SQSRestServer server, @Nullable StoredQueues kept) {
        this.actors = actors;
        this.manager = manager;
        this.server = server;
        this.kept = kept;
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** @param directory directory of the queues and messages; null stores them in memory */
    static EmbeddedSqs start(@Nullable Path directory) {
        var loader = EmbeddedSqs.class.getClassLoader();
        var kept = directory == null ? null : StoredQueues.in(directory);
        var actors = ActorSystem.create("queues",
                ConfigFactory.parseMap(SETTINGS).withFallback(ConfigFactory.load(loader)),
                loader);
        var storage = Option.<ActorRef> apply(
                kept == null ? null : actors.actorOf(Props.create(QueueStorage.class, kept), "storage"));
        var manager = actors.actorOf(
                Props.create(QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, storage), "manager");
        if (kept != null) {
            restore(kept, manager);
        }
        var server = SQSRestServerBuilder.withActorSystem(actors).withQueueManagerActor(manager)
                .withInterface("127.0.0.1").withDynamicPort().withAWSRegion(Stack.REGION)
                .withAWSAccountId(Stack.ACCOUNT).start();
        return new EmbeddedSqs(actors, manager, server, kept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The queue with this URL. */
    Optional<ActorRef> find(String url) {
        var found = (Option<?>) answer(manager, new LookupQueue(url.substring(url.lastIndexOf('/') + 1)));
        return found.isEmpty() ? Optional.empty() : Optional.of((ActorRef) found.get());
    }

    /** @return the queue's answer; fails if the queue is deleted meanwhile, after longer than the longest poll */
    static CompletableFuture<Object> ask(ActorRef queue, Object message) {
        return Patterns.ask(queue, message, TIMEOUT).toCompletableFuture();
    }

    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
        try {
            Await.ready(actors.whenTerminated(), Duration.create(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("ElasticMQ failed to stop", late);
        } finally {
            if (kept != null) {
                kept.close();
            }
        }
    }

    /** Creates dead-letter queues before the queues that use them. */
    private static void restore(StoredQueues kept, ActorRef manager) {
        var now = System.currentTimeMillis();
        var queues = QueueSorter.sortCreateQueues(List.from(CollectionConverters.asScala(kept.queues())));
        var messages = kept.messages(now);
        // From the first queue on, the storage actor writes to the journal.
        for (var queue : CollectionConverters.asJava(queues)) {
            var actor = switch (answer(manager, new CreateQueue(queue.toCreateQueueData()))) {
                case Right<?, ?> created -> (ActorRef) created.value();
                case Object refused ->
                        throw new IllegalStateException(
                                "ElasticMQ rejected the stored queue " + queue.name() + ": " + refused);
            };
            var restored = messages.getOrDefault(queue.name(), java.util.List.of());
            answer(actor, new RestoreMessages(List.from(CollectionConverters.asScala(restored))));
        }
    }

    private static Object answer(ActorRef actor, Object message) {
        return ask(actor, message).join();
    }
}

package dev.stampede.local.store.aws;

import com.typesafe.config.ConfigFactory;
import dev.stampede.local.store.template.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.List$;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** ElasticMQ on a free loopback port. With a directory, queues and messages are kept there in an H2 database. */
final class EmbeddedSqs implements AutoCloseable {

    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(30);

    /** ElasticMQ ends its actors itself, in the store's order; its own shutdown hook would race with that. */
    private static final Map<String, Object> CALM = Map.of("pekko.loglevel", "WARNING", "pekko.stdout-loglevel", "OFF",
            "pekko.loggers", java.util.List.of("org.apache.pekko.event.slf4j.Slf4jLogger"),
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off", "pekko.log-dead-letters", "off",
            "pekko.log-dead-letters-during-shutdown", "off", "pekko.jvm-exit-on-fatal-error", "off",
            "pekko.http.server.max-connections", "8192");

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final int port;

    private EmbeddedSqs(ActorSystem actors, SQSRestServer server) {
        this.actors = actors;
        this.server = server;
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** @param directory where messages are kept; null keeps them in memory */
    static EmbeddedSqs start(@Nullable Path directory) {
        var loader = EmbeddedSqs.class.getClassLoader();
        var actors = ActorSystem.create("queues", ConfigFactory.parseMap(CALM).withFallback(ConfigFactory.load(loader)),
                loader);
        var storage = Option.<ActorRef> apply(directory == null ? null : storage(actors, directory));
        var manager = actors.actorOf(
                Props.create(QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, storage), "manager");
        if (storage.isDefined()) {
            restore(storage.get(), manager);
        }
        var server = SQSRestServerBuilder.withActorSystem(actors).withQueueManagerActor(manager)
                .withInterface("127.0.0.1").withDynamicPort().withAWSRegion(Stack.REGION)
                .withAWSAccountId(Stack.ACCOUNT).start();
        return new EmbeddedSqs(actors, server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
        try {
            Await.ready(actors.whenTerminated(), Duration.create(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("ElasticMQ does not stop", late);
        }
    }

    private static ActorRef storage(ActorSystem actors, Path directory) {
        var uri = "jdbc:h2:" + directory.resolve("queues").toAbsolutePath();
        var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", uri, "", "", false);
        return actors.actorOf(Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty()), "storage");
    }

    private static void restore(ActorRef storage, ActorRef manager) {
        Patterns.ask(storage, new QueueEvent.Restore(manager), PATIENCE).toCompletableFuture().join();
    }
}

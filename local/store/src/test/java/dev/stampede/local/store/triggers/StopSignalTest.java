package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.testing.Engine;
import dev.stampede.local.store.testing.Script;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private static final String TEMPLATE = """
            Resources:
              Work: {Type: AWS::SQS::Queue}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.local.store.testing.ScriptedFunction
                  Timeout: 10
                  Events: {Work: {Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}}
            """;

    @Test
    void close_whileAFunctionRuns_shouldLetItFinishAndEndEveryServerAndThread() throws IOException {
        Script.reset();
        var finish = new CountDownLatch(1);
        var engine = Engine.start(TEMPLATE, Services.Options.inMemory());
        var endpoints = engine.services().endpoints();
        Script.behave(event -> {
            try {
                finish.await();
                return Script.JSON.createObjectNode();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        engine.send("Work", "slow");
        await().atMost(Duration.ofSeconds(10)).until(() -> !Script.EVENTS.isEmpty());

        var closing = Thread.ofVirtual().start(engine::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        finish.countDown();
        await().atMost(Duration.ofSeconds(15)).until(() -> !closing.isAlive());

        assertThat(engine.functions().statistics().getFirst().errors()).isZero();
        assertThat(Stream.of(endpoints.dynamoDb(), endpoints.sqs(), endpoints.sns()))
                .noneMatch(StopSignalTest::answers);
        await().atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName).noneMatch(name -> name.startsWith("queues-") || name.startsWith("qtp")));
    }

    private static boolean answers(URI server) {
        try {
            ((HttpURLConnection) server.toURL().openConnection()).getResponseCode();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}

package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SequentialWritesTest {

    private static final HttpExecuteRequest PUT = request("DynamoDB_20120810.PutItem");
    private static final HttpExecuteRequest GET = request("DynamoDB_20120810.GetItem");
    private static final HttpExecuteRequest RECORDS = request("DynamoDBStreams_20120810.GetRecords");
    private static final HttpExecuteRequest RECEIVE = request("AmazonSQS.ReceiveMessage");

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch receiving = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final SequentialWrites calls = new SequentialWrites(new Emulator());

    @Test
    void writes_byManyThreads_shouldNotOverlap() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 400).mapToObj(number -> CompletableFuture.runAsync(() -> call(PUT), threads)).toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void write_whileAQueueIsWaitedFor_shouldGoThrough() throws InterruptedException {
        var receive = Thread.ofVirtual().start(() -> call(RECEIVE));
        receiving.await();

        call(PUT);

        arrived.countDown();
        receive.join();
    }

    @Test
    void readsTogether_shouldKeepWritesOutAndLetReadsIn() throws InterruptedException {
        var write = Thread.ofPlatform().unstarted(() -> call(PUT));

        var writesSeen = calls.together(() -> {
            var read = Thread.ofPlatform().start(() -> call(GET));
            joined(read);
            write.start();
            await().until(() -> write.getState() == Thread.State.WAITING);
            call(RECORDS);
            return writes.get();
        });

        write.join();
        assertThat(writesSeen).isZero();
        assertThat(writes).hasValue(1);
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private void call(HttpExecuteRequest request) {
        try {
            calls.prepareRequest(request).call();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static HttpExecuteRequest request(String target) {
        return HttpExecuteRequest.builder().request(SdkHttpRequest.builder().uri(URI.create("http://127.0.0.1:9/"))
                .method(SdkHttpMethod.POST).putHeader("X-Amz-Target", target).build()).build();
    }

    /** Records the number of concurrent writes; a receive waits until a message arrives. */
    private final class Emulator implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {

                @Override
                public HttpExecuteResponse call() {
                    return request == RECEIVE ? receive() : request == PUT ? write() : done();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}

        private HttpExecuteResponse receive() {
            receiving.countDown();
            try {
                arrived.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return done();
        }

        private HttpExecuteResponse write() {
            writes.incrementAndGet();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return done();
        }

        private static HttpExecuteResponse done() {
            return HttpExecuteResponse.builder().response(SdkHttpFullResponse.builder().statusCode(200).build())
                    .build();
        }
    }
}

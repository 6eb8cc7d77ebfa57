package dev.stampede.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CompletableFuture;
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
class OneAtATimeTest {

    private static final HttpExecuteRequest PUT = request("DynamoDB_20120810.PutItem");
    private static final HttpExecuteRequest RECEIVE = request("AmazonSQS.ReceiveMessage");

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch receiving = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final OneAtATime calls = new OneAtATime(new Emulator());

    @Test
    void call_byManyThreads_shouldNotOverlap() {
        try (var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 400).mapToObj(number -> CompletableFuture.runAsync(() -> call(PUT), threads)).toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void call_whileAReceiveWaits_shouldGoThrough() throws InterruptedException {
        var receive = Thread.ofVirtual().start(() -> call(RECEIVE));
        receiving.await();

        call(PUT);

        arrived.countDown();
        receive.join();
        assertThat(most).hasValue(1);
    }

    @Test
    void together_withCallsInside_shouldKeepOthersOut() throws InterruptedException {
        var other = Thread.ofVirtual().unstarted(() -> call(PUT));

        var callsSeen = calls.together(() -> {
            other.start();
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            call(PUT);
            return most.get();
        });

        other.join();
        assertThat(callsSeen).isEqualTo(1);
        assertThat(most).hasValue(1);
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

    /** Notes how many calls are under way at once; a receive lasts until something arrives. */
    private final class Emulator implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {

                @Override
                public HttpExecuteResponse call() {
                    return request == RECEIVE ? receive() : work();
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

        private HttpExecuteResponse work() {
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

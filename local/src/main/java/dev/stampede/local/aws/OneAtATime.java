package dev.stampede.local.aws;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Calls an emulator that loses writes when calls overlap, one call at a time. Receiving from a queue waits, so it is
 * not held back and holds nothing back.
 *
 * <p>
 * Safe for use by many threads.
 */
final class OneAtATime implements SdkHttpClient {

    private static final String RECEIVE = "AmazonSQS.ReceiveMessage";

    private final SdkHttpClient http;
    private final ReentrantLock turn = new ReentrantLock(true);

    OneAtATime(SdkHttpClient http) {
        this.http = http;
    }

    /** Makes several calls with no other between them. */
    <T> T together(Supplier<T> calls) {
        turn.lock();
        try {
            return calls.get();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = http.prepareRequest(request);
        return isReceive(request) ? prepared : new InTurn(prepared);
    }

    @Override
    public void close() {
        http.close();
    }

    private static boolean isReceive(HttpExecuteRequest request) {
        return request.httpRequest().firstMatchingHeader("X-Amz-Target").filter(RECEIVE::equals).isPresent();
    }

    /** An answer begins when the emulator's work is over, so reading it needs no turn. */
    private final class InTurn implements ExecutableHttpRequest {

        private final ExecutableHttpRequest prepared;

        InTurn(ExecutableHttpRequest prepared) {
            this.prepared = prepared;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            turn.lock();
            try {
                return prepared.call();
            } finally {
                turn.unlock();
            }
        }

        @Override
        public void abort() {
            prepared.abort();
        }
    }
}

package dev.stampede.local.store.aws;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Calls an emulator whose tables lose writes when calls overlap: a write to a table is alone with it, reads are not held
 * back by each other. Queues and topics do not take part.
 *
 * <p>
 * Safe for use by many threads.
 */
final class WritesInTurn implements SdkHttpClient {

    private static final String TARGET = "X-Amz-Target";
    private static final Pattern TABLES = Pattern.compile("DynamoDB(Streams)?_[0-9]+\\..+");
    private static final Pattern READS = Pattern
            .compile("DynamoDBStreams_.*|.*\\.(Get|BatchGet|TransactGet|Query|Scan|Describe|List).*");

    private final SdkHttpClient http;
    private final ReadWriteLock tables = new ReentrantReadWriteLock(true);

    WritesInTurn(SdkHttpClient http) {
        this.http = http;
    }

    /** Makes several reads with no write between them. */
    <T> T together(Supplier<T> reads) {
        tables.readLock().lock();
        try {
            return reads.get();
        } finally {
            tables.readLock().unlock();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = http.prepareRequest(request);
        return lock(request).<ExecutableHttpRequest> map(turn -> new InTurn(prepared, turn)).orElse(prepared);
    }

    @Override
    public void close() {
        http.close();
    }

    private Optional<Lock> lock(HttpExecuteRequest request) {
        return request.httpRequest().firstMatchingHeader(TARGET)
                .filter(operation -> TABLES.matcher(operation).matches())
                .map(operation -> READS.matcher(operation).matches() ? tables.readLock() : tables.writeLock());
    }

    /** An answer begins when the emulator's work is over, so reading it needs no turn. */
    private record InTurn(ExecutableHttpRequest prepared, Lock turn) implements ExecutableHttpRequest {

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

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
 * HTTP client for an emulator whose tables lose writes when calls overlap: table writes are exclusive, table reads run
 * concurrently. Calls to other services are not serialized.
 *
 * <p>
 * Thread-safe.
 */
final class SequentialWrites implements SdkHttpClient {

    private static final String TARGET = "X-Amz-Target";
    private static final Pattern TABLES = Pattern.compile("DynamoDB(Streams)?_[0-9]+\\..+");
    private static final Pattern READS = Pattern
            .compile("DynamoDBStreams_.*|.*\\.(Get|BatchGet|TransactGet|Query|Scan|Describe|List).*");

    private final SdkHttpClient http;
    private final ReadWriteLock tables = new ReentrantReadWriteLock(true);

    SequentialWrites(SdkHttpClient http) {
        this.http = http;
    }

    /** Runs several reads without a write between them. */
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
        return lock(request).<ExecutableHttpRequest> map(lock -> new Locked(prepared, lock)).orElse(prepared);
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

    /** A response starts after the emulator has finished, so reading it requires no lock. */
    private record Locked(ExecutableHttpRequest prepared, Lock lock) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            lock.lock();
            try {
                return prepared.call();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void abort() {
            prepared.abort();
        }
    }
}

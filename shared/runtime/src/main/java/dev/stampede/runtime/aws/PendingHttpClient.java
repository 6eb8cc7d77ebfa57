package dev.stampede.runtime.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that a thread of its own creates. Most of that is reading the JDK's certificates, which takes a tenth of a cold
 * start; meanwhile, the function creates everything else. The first request waits for it. Thread-safe.
 */
final class PendingHttpClient implements SdkHttpClient {

    private final String name;
    private final CompletableFuture<SdkHttpClient> client;

    /** @param name the client's name in the SDK's user agent, which is put together before the client exists */
    PendingHttpClient(String name, Supplier<SdkHttpClient> creation) {
        this.name = name;
        client = CompletableFuture.supplyAsync(
                creation, task -> Thread.ofPlatform().daemon().name("http-client").start(task));
    }

    /** @throws SdkClientException if the client could not be created: no service can be reached */
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client().prepareRequest(request);
    }

    private SdkHttpClient client() {
        try {
            return client.join();
        } catch (CompletionException e) {
            throw SdkClientException.create("The HTTP client could not be created", e);
        }
    }

    @Override
    public String clientName() {
        return name;
    }

    @Override
    public void close() {
        client.join().close();
    }
}

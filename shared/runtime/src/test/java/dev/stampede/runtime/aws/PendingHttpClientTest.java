package dev.stampede.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

class PendingHttpClientTest {

    private static final ExecutableHttpRequest PREPARED = new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort() {}
    };

    /** The SDK asks for the name before there is a client, and must not have to wait for that. */
    @Test
    void prepareRequest_shouldWaitForTheClient_andItsNameShouldNot() {
        var created = new CompletableFuture<SdkHttpClient>();
        var client = new PendingHttpClient("Test", created::join);
        assertThat(client.clientName()).isEqualTo("Test");
        var prepared = new CompletableFuture<ExecutableHttpRequest>();
        var caller = Thread.ofPlatform().start(() -> prepared.complete(client.prepareRequest(null)));
        while (caller.getState() != Thread.State.WAITING) {
            assertThat(prepared).isNotDone();
            Thread.onSpinWait();
        }
        created.complete(new Prepared());
        assertThat(prepared).succeedsWithin(Duration.ofSeconds(10)).isSameAs(PREPARED);
    }

    @Test
    void prepareRequest_ofAClientThatCannotBeCreated_shouldFail() {
        var client = new PendingHttpClient("Test", () -> {
            throw new IllegalStateException("No certificates");
        });
        assertThatThrownBy(() -> client.prepareRequest(null))
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseMessage("No certificates");
    }

    private static final class Prepared implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return PREPARED;
        }

        @Override
        public void close() {}
    }
}

package dev.stampede.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SdkClientsTest {

    private static final int SIDE_BY_SIDE = 32;
    private static final int ROUNDS = 10;

    /** The ports that requests came from: one for each connection. */
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    /** All requests of a round arrive before one is answered, so none can reuse another's connection. */
    private final CyclicBarrier round = new CyclicBarrier(SIDE_BY_SIDE);

    private volatile boolean arriveTogether = true;
    /** For each request, whether it closes its connection. */
    private final Queue<Boolean> closing = new ConcurrentLinkedQueue<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SIDE_BY_SIDE);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.endpointUrl");
        server.stop(0);
    }

    @Test
    void dynamoDb_manyCallsSideBySide_shouldKeepTheirConnections() throws InterruptedException, ExecutionException {
        var client = new SdkClients().dynamoDb();
        for (var done = 0; done < ROUNDS; done++) {
            callSideBySide(client);
        }
        assertThat(connections).hasSize(SIDE_BY_SIDE);
        assertThat(closing).doesNotContain(true);
    }

    /** The pool is the process's: a connection in it would be in a snapshot, for every instance that starts from it. */
    @Test
    void withoutKeptConnections_shouldOpenOneForEachCall() {
        arriveTogether = false;
        var client = SdkClients.withoutKeptConnections().dynamoDb();
        callAlone(client);
        callAlone(client);
        assertThat(connections).hasSize(2);
        assertThat(closing).containsExactly(true, true);
    }

    @Test
    void clients_askedForTwice_shouldBeTheSame() {
        var clients = new SdkClients();
        assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb());
        assertThat(clients.sqs()).isSameAs(clients.sqs());
        assertThat(clients.sns()).isSameAs(clients.sns());
        assertThat(clients.ses()).isSameAs(clients.ses());
        assertThat(clients.s3()).isSameAs(clients.s3());
        assertThat(clients.s3Presigner()).isSameAs(clients.s3Presigner());
    }

    @Test
    void s3_withAnEndpoint_shouldNameTheBucketInThePath() {
        var clients = new SdkClients();
        var endpoint = System.getProperty("aws.endpointUrl");
        var signed = clients.s3Presigner().presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                .getObjectRequest(get -> get.bucket("things").key("a/b")));
        assertThat(clients.s3().utilities().getUrl(url -> url.bucket("things").key("a/b")))
                .hasToString(endpoint + "/things/a/b");
        assertThat(signed.url().toString()).startsWith(endpoint + "/things/a/b?");
    }

    private static void callAlone(DynamoDbClient client) {
        client.getItem(get -> get.tableName("Things").key(Map.of("id", AttributeValue.fromS("1"))));
    }

    private void callSideBySide(DynamoDbClient client) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            var calls = new ArrayList<Future<?>>();
            for (var call = 0; call < SIDE_BY_SIDE; call++) {
                calls.add(threads.submit(() -> callAlone(client)));
            }
            for (var call : calls) {
                call.get();
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress().getPort());
        closing.add("close".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Connection")));
        exchange.getRequestBody().readAllBytes();
        try {
            if (arriveTogether) {
                round.await(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | BrokenBarrierException | TimeoutException incomplete) {
            throw new IOException(incomplete);
        }
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

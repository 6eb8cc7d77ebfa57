package dev.stampede.webhooks.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.webhooks.Attempt.Failure;
import dev.stampede.webhooks.PublicAddresses.Loopback;
import dev.stampede.webhooks.Sender.Answer;
import dev.stampede.webhooks.WebhookUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSenderTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();

    /** A server that writes bytes for each connection, and keeps what it read. */
    private static final class Receiver implements AutoCloseable {
        final ServerSocket socket;
        final List<String> requests = new CopyOnWriteArrayList<>();

        Receiver(Function<Socket, String> answer) throws IOException {
            socket = new ServerSocket(0, 200, HERE);
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        var connection = socket.accept();
                        Thread.ofVirtual().start(() -> serve(connection, answer));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket connection, Function<Socket, String> answer) {
            try (connection) {
                requests.add(read(connection.getInputStream()));
                connection.getOutputStream().write(answer.apply(connection).getBytes(US_ASCII));
                connection.getOutputStream().flush();
            } catch (IOException gone) {
                requests.add("gone");
            }
        }

        private static String read(InputStream in) throws IOException {
            var text = new StringBuilder();
            var length = -1;
            while (length < 0 || text.length() < text.indexOf("\r\n\r\n") + 4 + length) {
                var character = in.read();
                if (character < 0) {
                    break;
                }
                text.append((char) character);
                if (length < 0 && text.toString().endsWith("\r\n\r\n")) {
                    length = text.toString().toLowerCase(java.util.Locale.ROOT).lines()
                            .filter(line -> line.startsWith("content-length:"))
                            .map(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
                }
            }
            return text.toString();
        }

        WebhookUrl url(String host) {
            return new WebhookUrl("http://" + host + ":" + socket.getLocalPort() + "/events?key=1");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Receiver receiver(Function<Socket, String> answer) throws IOException {
        var receiver = new Receiver(answer);
        receivers.add(receiver);
        return receiver;
    }

    @AfterEach
    void stop() throws IOException {
        for (var receiver : receivers) {
            receiver.close();
        }
    }

    private static HttpSender sender(Loopback loopback, Duration timeout, InetAddress... addresses) {
        return new HttpSender(host -> List.of(addresses), loopback, timeout, TestEnvironment.CLOCK, null);
    }

    private static Answer post(HttpSender sender, WebhookUrl url) {
        return sender.post(url, Map.of("webhook-id", "evt_1"), "{\"a\":\"é\"}");
    }

    private static Failure failure(Answer answer) {
        return ((Answer.None) answer).failure();
    }

    private static int status(Answer answer) {
        return ((Answer.Answered) answer).status();
    }

    @Test
    void post_shouldSendHeadersAndBodyAndReturnTheStatus() throws IOException {
        var receiver = receiver(connection -> OK);
        assertThat(status(post(sender(Loopback.ALLOWED, TIMEOUT, HERE), receiver.url("receiver.example.com"))))
                .isEqualTo(200);
        assertThat(receiver.requests).singleElement().satisfies(request -> assertThat(request)
                .startsWith("POST /events?key=1 HTTP/1.1\r\n")
                .containsIgnoringCase("webhook-id: evt_1\r\n")
                .containsIgnoringCase("Content-Type: application/json; charset=UTF-8\r\n")
                .containsIgnoringCase("Host: receiver.example.com:" + receiver.socket.getLocalPort() + "\r\n")
                .endsWith(new String("{\"a\":\"é\"}".getBytes(UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    @Test
    void redirect_shouldNotBeFollowed() throws IOException {
        var other = receiver(connection -> OK);
        var receiver = receiver(
                connection -> "HTTP/1.1 302 Found\r\nLocation: " + other.url("receiver.example.com").value()
                        + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(status(post(sender(Loopback.ALLOWED, TIMEOUT, HERE), receiver.url("receiver.example.com"))))
                .isEqualTo(302);
        assertThat(other.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', value = {
            "429 | 120 | PT2M",
            "503 | 0 | PT0S",
            "503 | Mon, 01 Jun 2026 12:00:30 GMT | PT30S",
            "503 | Mon, 01 Jun 2026 11:00:00 GMT | PT0S",
            "429 | soon | none",
            "429 | -5 | none",
            "429 | 99999999999999999999 | none",
            "500 | 120 | none",
            "200 | 120 | none"})
    void retryAfter_shouldBeReadFromAnswersThatAskToWait(int status, String value, Duration expected)
            throws IOException {
        var receiver = receiver(connection -> "HTTP/1.1 " + status + " Status\r\nRetry-After: " + value
                + "\r\nContent-Length: 0\r\n\r\n");
        var answer = post(sender(Loopback.ALLOWED, TIMEOUT, HERE), receiver.url("receiver.example.com"));
        assertThat(((Answer.Answered) answer).status()).isEqualTo(status);
        assertThat(((Answer.Answered) answer).retryAfter()).isEqualTo(expected);
    }

    @Test
    void privateAddress_shouldNotBeConnectedTo() throws IOException {
        var receiver = receiver(connection -> OK);
        var sender = sender(Loopback.REFUSED, TIMEOUT, HERE);
        assertThat(failure(post(sender, receiver.url("receiver.example.com")))).isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(failure(post(sender, receiver.url("127.0.0.1")))).isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(failure(post(sender(Loopback.ALLOWED, TIMEOUT, METADATA), receiver.url("receiver.example.com"))))
                .isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(receiver.requests).isEmpty();
    }

    /** The addresses that hosts can be written as are resolved like names, and checked like theirs. */
    @Test
    void addressInAnyNotation_shouldBeChecked() throws IOException {
        var receiver = receiver(connection -> OK);
        var sender = new HttpSender(Loopback.REFUSED, TestEnvironment.CLOCK);
        for (var host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
            assertThat(post(sender, receiver.url(host))).as(host).isInstanceOf(Answer.None.class);
        }
        assertThat(receiver.requests).isEmpty();
    }

    /** Each connection uses the addresses of its own check, whatever the name resolves to before and after. */
    @Test
    void hostThatChangesItsAddress_shouldBeCheckedForEachConnection() throws IOException {
        var receiver = receiver(connection -> OK);
        Deque<InetAddress> answers = new ArrayDeque<>(List.of(HERE, METADATA, HERE));
        var lookups = new CopyOnWriteArrayList<InetAddress>();
        var sender = new HttpSender(host -> {
            lookups.add(answers.pop());
            return List.of(lookups.getLast());
        }, Loopback.ALLOWED, TIMEOUT, TestEnvironment.CLOCK, null);
        var url = receiver.url("rebinding.example.com");
        assertThat(status(post(sender, url))).isEqualTo(200);
        assertThat(failure(post(sender, url))).isEqualTo(Failure.ADDRESS_REFUSED);
        assertThat(status(post(sender, url))).isEqualTo(200);
        assertThat(lookups).containsExactly(HERE, METADATA, HERE);
        assertThat(receiver.requests).hasSize(2);
    }

    @Test
    void unknownHost_shouldBeNamed() throws IOException {
        var sender = new HttpSender(host -> {
            throw new java.net.UnknownHostException(host);
        }, Loopback.ALLOWED, TIMEOUT, TestEnvironment.CLOCK, null);
        assertThat(failure(post(sender, receiver(connection -> OK).url("receiver.example.com"))))
                .isEqualTo(Failure.UNKNOWN_HOST);
    }

    @Test
    void closedPort_shouldBeNotConnected() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, HERE)) {
            port = socket.getLocalPort();
        }
        assertThat(failure(post(sender(Loopback.ALLOWED, TIMEOUT, HERE),
                new WebhookUrl("http://receiver.example.com:" + port)))).isEqualTo(Failure.NOT_CONNECTED);
    }

    @Test
    void silentReceiver_shouldTimeOut() throws IOException {
        var receiver = receiver(HttpSenderTest::silence);
        assertThat(failure(post(sender(Loopback.ALLOWED, Duration.ofMillis(500), HERE),
                receiver.url("receiver.example.com")))).isEqualTo(Failure.TIMEOUT);
    }

    /** A byte now and then does not prolong it. */
    @Test
    void receiverThatTrickles_shouldTimeOut() throws IOException {
        var receiver = receiver(connection -> {
            try {
                for (var sent = 0; sent < 10_000; sent++) {
                    connection.getOutputStream()
                            .write(sent == 0 ? "HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII) : new byte[] {'x'});
                    connection.getOutputStream().flush();
                    connection.setSoTimeout(20);
                    silence(connection);
                }
                return "";
            } catch (IOException closed) {
                return "";
            }
        });
        var answer = post(sender(Loopback.ALLOWED, Duration.ofMillis(700), HERE), receiver.url("receiver.example.com"));
        assertThat(failure(answer)).isEqualTo(Failure.TIMEOUT);
        assertThat(((Answer.None) answer).duration()).isLessThan(Duration.ofSeconds(5));
    }

    /** Until the other side closes the connection, or the socket's timeout. */
    private static String silence(Socket connection) {
        try {
            if (connection.getInputStream().read() < 0) {
                throw new java.io.UncheckedIOException(new IOException("closed"));
            }
        } catch (java.net.SocketTimeoutException quiet) {
            return "";
        } catch (IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
        return "";
    }

    @Test
    void endlessBody_shouldNotBeRead() throws IOException {
        var receiver = receiver(connection -> {
            try {
                connection.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n".getBytes(US_ASCII));
                for (;;) {
                    connection.getOutputStream().write(new byte[65_536]);
                }
            } catch (IOException closed) {
                return "";
            }
        });
        var answer = post(sender(Loopback.ALLOWED, TIMEOUT, HERE), receiver.url("receiver.example.com"));
        assertThat(status(answer)).isEqualTo(200);
        assertThat(((Answer.Answered) answer).duration()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void tooManyOrTooLongHeaders_shouldBeBroken() throws IOException {
        var many = receiver(connection -> "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n");
        var large = receiver(connection -> "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
        var sender = sender(Loopback.ALLOWED, TIMEOUT, HERE);
        assertThat(failure(post(sender, many.url("receiver.example.com")))).isEqualTo(Failure.BROKEN);
        assertThat(failure(post(sender, large.url("receiver.example.com")))).isEqualTo(Failure.BROKEN);
    }

    @Test
    void whatIsNoHttp_shouldBeBroken() throws IOException {
        var receiver = receiver(connection -> "SSH-2.0-OpenSSH\r\n\r\n");
        assertThat(failure(post(sender(Loopback.ALLOWED, TIMEOUT, HERE), receiver.url("receiver.example.com"))))
                .isEqualTo(Failure.BROKEN);
    }

    @Test
    void receiverWithoutTls_shouldFailTheHandshake() throws IOException {
        var receiver = receiver(connection -> OK);
        var url = new WebhookUrl("https://receiver.example.com:" + receiver.socket.getLocalPort());
        assertThat(failure(post(sender(Loopback.ALLOWED, Duration.ofSeconds(3), HERE), url)))
                .isIn(Failure.TLS, Failure.BROKEN, Failure.TIMEOUT);
    }

    /** More than there are connections at a time: each is given back. */
    @Test
    void manyRequests_shouldNotUseUpConnections() throws IOException {
        var receiver = receiver(connection -> OK);
        var sender = sender(Loopback.ALLOWED, TIMEOUT, HERE);
        for (var count = 0; count < 150; count++) {
            assertThat(status(post(sender, receiver.url("receiver.example.com")))).isEqualTo(200);
        }
        assertThat(receiver.requests).hasSize(150);
    }
}

package dev.stampede.webhooks.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.webhooks.Attempt.Failure;
import dev.stampede.webhooks.PublicAddresses.Loopback;
import dev.stampede.webhooks.Sender.Answer;
import dev.stampede.webhooks.WebhookUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS is with the host's name, although the connection is to an address that was looked up and checked before. */
class HttpSenderTlsTest {

    private static final String PASSWORD = "changeit";
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    private static Path folder;
    private static SSLContext context;
    private static HttpsServer server;
    private static final List<String> NAMES = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        context = context(keys(folder.resolve("keys.p12")));
        server = HttpsServer.create(new InetSocketAddress(HERE, 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            NAMES.add(session.getRequestedServerNames().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static Path keys(Path file) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "receiver", "-keyalg", "EC",
                "-dname", "CN=receiver.example.com", "-ext", "san=dns:receiver.example.com", "-validity", "36500",
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD).inheritIO().start();
        assertThat(made.waitFor()).isZero();
        return file;
    }

    /** Trusts the certificate that it shows. */
    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return made;
    }

    private static Answer post(String host, HttpSender sender) {
        return sender.post(new WebhookUrl("https://" + host + ":" + server.getAddress().getPort() + "/"), Map.of(),
                "{}");
    }

    private static HttpSender trusting() {
        return new HttpSender(host -> List.of(HERE), Loopback.ALLOWED, Duration.ofSeconds(20), TestEnvironment.CLOCK,
                new DefaultClientTlsStrategy(context));
    }

    @Test
    void certificateOfTheHost_shouldBeAccepted() {
        assertThat(post("receiver.example.com", trusting())).isInstanceOfSatisfying(
                Answer.Answered.class, answered -> assertThat(answered.status()).isEqualTo(204));
        assertThat(NAMES).last().asString().contains("receiver.example.com");
    }

    @Test
    void certificateOfAnotherHost_shouldBeRefused() {
        assertThat(post("other.example.com", trusting())).isInstanceOfSatisfying(
                Answer.None.class, none -> assertThat(none.failure()).isEqualTo(Failure.TLS));
    }

    @Test
    void certificateOfNoAuthority_shouldBeRefused() {
        var sender = new HttpSender(host -> List.of(HERE), Loopback.ALLOWED, Duration.ofSeconds(20),
                TestEnvironment.CLOCK, null);
        assertThat(post("receiver.example.com", sender)).isInstanceOfSatisfying(
                Answer.None.class, none -> assertThat(none.failure()).isEqualTo(Failure.TLS));
    }
}

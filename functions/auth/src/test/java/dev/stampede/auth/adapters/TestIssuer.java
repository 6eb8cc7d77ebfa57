package dev.stampede.auth.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer on a free port of this machine. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "stampede-test";
    private static final String KEY_SET_PATH = "/keys";

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile List<JWK> keys = List.of();
    private volatile boolean down;
    private volatile String discoveryDocument;

    private TestIssuer(HttpServer server) {
        this.server = server;
        this.discoveryDocument = discoveryDocument(url(), url() + KEY_SET_PATH);
    }

    public static TestIssuer start(JWK... keys) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = new TestIssuer(server);
            issuer.publish(keys);
            server.createContext("/.well-known/openid-configuration", http -> issuer.answer(http,
                    issuer.discoveryDocument));
            server.createContext(KEY_SET_PATH, http -> issuer.answer(http, new JWKSet(issuer.keys).toString()));
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Publishes the public halves of these keys, and no others. */
    void publish(JWK... published) {
        keys = List.of(published);
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    void describeItself(String issuer, String keySetUrl) {
        discoveryDocument = discoveryDocument(issuer, keySetUrl);
    }

    public int requests() {
        return requests.get();
    }

    /** The claims of a token for this store that is valid for an hour from {@code now} on. */
    public JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("customer-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    public static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(claims, JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange http, String body) throws IOException {
        requests.incrementAndGet();
        try (http) {
            if (down) {
                http.sendResponseHeaders(503, -1);
                return;
            }
            http.getResponseHeaders().add("Content-Type", "application/json");
            http.sendResponseHeaders(200, body.getBytes(UTF_8).length);
            http.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private static String discoveryDocument(String issuer, String keySetUrl) {
        return """
                {"issuer": "%s", "jwks_uri": "%s", "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer, keySetUrl);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

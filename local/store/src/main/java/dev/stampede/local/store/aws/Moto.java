package dev.stampede.local.store.aws;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Detects moto. It handles requests concurrently without locks, and a canceled transaction restores an earlier copy of
 * the tables, which loses writes acknowledged in between. In moto 5.2.1, 200 puts concurrent with canceled transactions
 * left 179 items.
 */
final class Moto {

    private static final String OWN_PAGE = "/moto-api/config";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Moto() {}

    /** @throws IllegalStateException if no emulator responds */
    static boolean isAt(URI endpoint) {
        try {
            var connection = (HttpURLConnection) endpoint.resolve(OWN_PAGE).toURL().openConnection();
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            try {
                return connection.getResponseCode() / 100 == 2;
            } finally {
                connection.disconnect();
            }
        } catch (IOException unreachable) {
            throw new IllegalStateException("No emulator responds at " + endpoint, unreachable);
        }
    }
}

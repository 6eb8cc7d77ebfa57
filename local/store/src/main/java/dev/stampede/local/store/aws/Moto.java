package dev.stampede.local.store.aws;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Recognises moto. It answers on many threads without locks, and a cancelled transaction puts an earlier copy of its
 * tables in their place: with it go the writes that others were told are done. Found with moto 5.2.1, where 200 puts
 * beside transactions that were cancelled left 179 items.
 */
final class Moto {

    private static final String OWN_PAGE = "/moto-api/config";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Moto() {}

    /** @throws IllegalStateException if nothing answers there */
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
            throw new IllegalStateException("No emulator answers at " + endpoint, unreachable);
        }
    }
}

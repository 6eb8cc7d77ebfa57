package dev.stampede.runtime.caching;

import java.net.URI;

/**
 * Where a Valkey or Redis server is: {@code redis://host:port}, or {@code rediss://} with TLS; with {@code user:password@} or
 * {@code :password@} before the host.
 */
record CacheAddress(String host, int port, boolean isEncrypted, String user, String password) {

    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException without repeating the text, which can contain a password */
    static CacheAddress parse(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("CACHE_URL is not a URL");
        }
        var isEncrypted = "rediss".equals(url.getScheme());
        if (url.getHost() == null || !isEncrypted && !"redis".equals(url.getScheme())) {
            throw new IllegalArgumentException("CACHE_URL must be redis://host:port or rediss://host:port");
        }
        var login = url.getUserInfo() == null ? "" : url.getUserInfo();
        var colon = login.indexOf(':');
        return new CacheAddress(url.getHost(), url.getPort() < 0 ? USUAL_PORT : url.getPort(), isEncrypted,
                colon <= 0 ? "" : login.substring(0, colon), login.substring(colon + 1));
    }

    /** Omits the password, because the text may be logged. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

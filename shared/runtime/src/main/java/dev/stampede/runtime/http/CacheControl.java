package dev.stampede.runtime.http;

/**
 * How long browsers and proxies keep a response (RFC 9111; {@code stale-while-revalidate}: RFC 5861).
 *
 * @param seconds      how long it is used without asking
 * @param staleSeconds how long after that it is used while it is asked for again
 */
public record CacheControl(int seconds, int staleSeconds) {

    /** For what changes at any time, such as prices and availability. */
    public static final CacheControl BRIEFLY = new CacheControl(5, 30);

    /** For what changes only when an admin changes the catalog, or with a deployment. */
    public static final CacheControl A_MINUTE = new CacheControl(60, 300);

    /** The response, which any cache may keep, with an entity tag made from its body. */
    public HttpResponse on(HttpResponse response) {
        return on(response, EntityTag.ofBody(response.body()));
    }

    public HttpResponse on(HttpResponse response, EntityTag tag) {
        return response.with(tag).with("Cache-Control", toString()).with("Vary", "Accept-Encoding");
    }

    /** The value of the header. */
    @Override
    public String toString() {
        return "public, max-age=%d, stale-while-revalidate=%d".formatted(seconds, staleSeconds);
    }
}

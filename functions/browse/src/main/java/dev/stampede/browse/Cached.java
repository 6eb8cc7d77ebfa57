package dev.stampede.browse;

import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;

/** Cacheable responses with entity tags (RFC 9110 and 9111; {@code stale-while-revalidate}: RFC 5861). */
enum Cached {
    /** Prices and availability change at any time. */
    BRIEFLY(5, 30),
    /** Changes only when an admin changes the catalog, or with a deployment. */
    A_MINUTE(60, 300);

    private static final int TAG_BYTES = 12;

    private final String control;

    Cached(int seconds, int staleSeconds) {
        this.control = "public, max-age=%d, stale-while-revalidate=%d".formatted(seconds, staleSeconds);
    }

    /** 200 with the body, or 304 if the caller's copy is current. */
    HttpResponse answer(HttpRequest request, Object body) {
        return answer(request, body, "");
    }

    /** @param version the prefix of the entity tag */
    HttpResponse answer(HttpRequest request, Object body, String version) {
        return answer(request, HttpResponse.ok(body), version);
    }

    HttpResponse answer(HttpRequest request, HttpResponse full, String version) {
        var tag = new EntityTag(version + hash(full.body()));
        var response = request.ifNoneMatch().filter(known -> known.include(tag)).isPresent()
                ? HttpResponse.empty(304)
                : full;
        return response.with(tag).with("Cache-Control", control).with("Vary", "Accept-Encoding");
    }

    /** 301 to another path. */
    HttpResponse redirect(String location) {
        return HttpResponse.empty(301).with("Location", location).with("Cache-Control", control);
    }

    private static String hash(String body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body), TAG_BYTES));
    }
}

package dev.stampede.local.store.objects;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an object without its content.
 *
 * @param size     in bytes
 * @param etag     the entity tag in quotes: the MD5 hash of the content
 * @param modified to the second
 * @param headers  the headers that were sent with it and are returned with it, by name in lower case
 */
record StoredObject(String key, long size, String etag, Instant modified, Map<String, String> headers) {

    StoredObject {
        headers = Map.copyOf(headers);
    }
}

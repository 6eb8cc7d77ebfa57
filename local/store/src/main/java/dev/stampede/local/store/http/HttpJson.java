package dev.stampede.local.store.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON of events and responses. Virtual threads are many and brief: they share buffers. */
final class HttpJson {

    static final JsonMapper MAPPER = new JsonMapper(
            JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build());

    private HttpJson() {}
}

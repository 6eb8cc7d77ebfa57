package dev.stampede.browse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.caching.SharedCache;
import dev.stampede.runtime.events.QueueWorker;

/** Removes changed products from the shared cache. A change of a product's availability is a change of the product too. */
public final class CacheInvalidationWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final SharedCache cache;
    private final QueueWorker worker = new QueueWorker(this::invalidate);

    public CacheInvalidationWorker() {
        this(FunctionEnvironment.lambda());
    }

    public CacheInvalidationWorker(FunctionEnvironment environment) {
        this.cache = SharedCache.of(environment)
                .orElseThrow(() -> new IllegalStateException("Settings: CACHE_URL is not set"));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }

    private void invalidate(SQSMessage message) {
        cache.invalidate(SharedKeys.of(ProductEvent.parse(message.getBody()).subject()));
    }
}

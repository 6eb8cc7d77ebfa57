package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ProductFilters;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.CacheControl;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsRebuildRequests;
import dev.stampede.search.index.ProductSearch;
import dev.stampede.search.index.SearchQuery;
import dev.stampede.search.index.SearchSort;
import dev.stampede.search.storage.PublishedIndex;
import dev.stampede.search.storage.RebuildRequests;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search API: products by words and filters, suggestions while typing; for admins, rebuilding the index. */
public final class SearchApi implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(SearchApi.class);

    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_SUGGESTIONS = 20;
    private static final int USUAL_SUGGESTIONS = 6;
    /** Products come and go at times of their own, without a change of the index. */
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final long MAX_KEPT_CHARACTERS = 16L * 1024 * 1024;

    private final Api api;
    private final PublishedIndex index;
    private final RebuildRequests rebuilds;
    private final Cursors cursors;
    private final Clock clock;
    private final Cache<Key, HttpResponse> kept;

    public SearchApi() {
        this(FunctionEnvironment.lambda());
    }

    public SearchApi(FunctionEnvironment environment) {
        var config = environment.settings().read(SearchConfig::fromSettings);
        this.api = new Api(environment, Map.of(
                "GET /v1/search", this::search,
                "GET /v1/search/suggest", this::suggest,
                "POST /v1/admin/search/rebuild", this::rebuild));
        this.index = new PublishedIndex(
                new S3ObjectStore(environment.aws()::s3, config.bucket()), LocalFiles.directory("search"),
                environment.clock());
        this.rebuilds = new SqsRebuildRequests(
                environment.aws().sqs(), config.rebuildsQueueUrl(), Duration.ZERO);
        this.cursors = new Cursors(config.cursorKey());
        this.clock = environment.clock();
        this.kept = Caffeine.newBuilder()
                .maximumWeight(MAX_KEPT_CHARACTERS)
                .weigher((Key _, HttpResponse response) -> response.body().length())
                .expireAfterWrite(KEPT)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .executor(Runnable::run)
                .build();
    }

    /** A response is that of one state of the index. */
    private record Key(ProductSearch index, Object query, @Nullable String after, int limit) {}

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse search(HttpRequest request) {
        var query = query(request);
        var after = request.query("cursor", cursor -> cursors.open(query.fingerprint(), cursor)).orElse(null);
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return index.read(search -> kept.get(new Key(search, query, after, limit), _ -> {
            var page = search.search(query, after, limit, clock.instant());
            var next = page.next().map(position -> cursors.seal(query.fingerprint(), position)).orElse(null);
            return CacheControl.BRIEFLY.on(HttpResponse.ok(SearchView.of(page, next)));
        })).unlessKnown(request);
    }

    private HttpResponse suggest(HttpRequest request) {
        var text = request.query("q", SearchApi::text)
                .orElseThrow(() -> new ProblemException(Problem.invalid("q", "is required")));
        var limit = request.query("limit", 1, MAX_SUGGESTIONS, USUAL_SUGGESTIONS);
        request.check();
        return index.read(search -> kept.get(new Key(search, text, null, limit), _ -> CacheControl.BRIEFLY.on(
                HttpResponse.ok(SearchView.SuggestionsView.of(search.suggest(text, limit, clock.instant()))))))
                .unlessKnown(request);
    }

    private HttpResponse rebuild(HttpRequest request) {
        request.check();
        rebuilds.send();
        LOG.info("Rebuild of the search index requested");
        return HttpResponse.empty(202).uncached();
    }

    private static SearchQuery query(HttpRequest request) {
        var text = request.query("q", SearchApi::text).orElse(null);
        var category = request.query("category", Category::new).orElse(null);
        var usual = text == null ? SearchSort.NEWEST : SearchSort.RELEVANCE;
        var sort = SearchSort.of(request.query("sort", SearchSort.texts(), usual.text()));
        var filters = ProductFilters.of(request);
        if (sort == SearchSort.RELEVANCE && text == null) {
            throw new ProblemException(Problem.invalid("sort", "can be relevance only with q"));
        }
        return new SearchQuery(text, category, filters.minPrice(), filters.maxPrice(), filters.inStock(), filters.tag(),
                filters.attributes(), sort);
    }

    private static String text(String text) {
        if (text.length() > SearchQuery.MAX_TEXT) {
            throw new IllegalArgumentException("must be at most " + SearchQuery.MAX_TEXT + " characters long");
        }
        return text;
    }
}

package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.caching.CachedResponses;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.CacheControl;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsRebuildRequests;
import dev.stampede.search.index.ProductSearch;
import dev.stampede.search.index.SearchPage;
import dev.stampede.search.index.SearchQuery;
import dev.stampede.search.index.SearchSort;
import dev.stampede.search.storage.PublishedIndex;
import dev.stampede.search.storage.RebuildRequests;
import dev.stampede.search.storage.StoredIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the index answers: lists of products, searches, suggestions while typing, categories; for admins, rebuilding it. */
public final class SearchApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(SearchApi.class);

    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_SUGGESTIONS = 20;
    private static final int USUAL_SUGGESTIONS = 6;
    private static final String CATEGORIES = "categories";
    /** A changed index has answers of its own. Of one index, only the time changes answers: prices have periods. */
    private static final Duration FRESH = Duration.ofSeconds(4);

    private final Api api;
    private final PublishedIndex<ProductSearch> index;
    private final RebuildRequests rebuilds;
    private final Cursors cursors;
    private final Clock clock;
    private final CachedResponses<Listing> lists;
    private final CachedResponses<Page> pages;
    private final CachedResponses<Typed> suggestions;
    private final CachedResponses<CategoryPage> categories;

    public SearchApi() {
        this(FunctionEnvironment.lambda());
    }

    public SearchApi(FunctionEnvironment environment) {
        var config = environment.settings().read(SearchConfig::fromSettings);
        this.api = new Api(environment, Map.of(
                "GET /v1/products", this::list,
                "GET /v1/search", this::search,
                "GET /v1/search/suggest", this::suggest,
                "GET /v1/categories", this::categories,
                "POST /v1/admin/search/rebuild", this::rebuild));
        this.index = new PublishedIndex<>(
                StoredIndex.whole(
                        new S3ObjectStore(environment.aws()::s3, config.bucket()), LocalFiles.directory("search")),
                ProductSearch.opening(), environment.clock());
        this.rebuilds = new SqsRebuildRequests(
                environment.aws().sqs(), config.rebuildsQueueUrl(), Duration.ZERO);
        this.cursors = new Cursors(config.cursorKey());
        this.clock = environment.clock();
        this.lists = new CachedResponses<>(environment, FRESH, this::load);
        this.pages = new CachedResponses<>(environment, FRESH, this::load);
        this.suggestions = new CachedResponses<>(environment, FRESH, this::load);
        this.categories = new CachedResponses<>(environment, FRESH, this::load);
    }

    /** A page of a list. @param version of the index: changed products are on the pages of the next one */
    private record Listing(long version, SearchQuery query, @Nullable String after, int limit) {}

    /** A page of a search. @param version of the index */
    private record Page(long version, SearchQuery query, @Nullable String after, int limit) {}

    /** A text that is being typed. @param version of the index */
    private record Typed(long version, String text, int limit) {}

    /** A page of the categories. @param version of the index */
    private record CategoryPage(long version, @Nullable Category after, int limit) {}

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse list(HttpRequest request) {
        var query = query(request, null, SearchSort.ofLists(), SearchSort.NEWEST);
        var after = after(request, query);
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return lists.answer(request, new Listing(index.version(), query, after, limit));
    }

    private HttpResponse load(Listing wanted) {
        var page = index.read(search -> search.list(wanted.query(), wanted.after(), wanted.limit(), clock.instant()));
        return CacheControl.BRIEFLY.on(HttpResponse.ok(ListView.of(page, next(page, wanted.query()))));
    }

    private HttpResponse search(HttpRequest request) {
        var text = request.words("q", SearchApi::text).orElse(null);
        var query = text == null
                ? query(request, null, SearchSort.ofLists(), SearchSort.NEWEST)
                : query(request, text, SearchSort.all(), SearchSort.RELEVANCE);
        var after = after(request, query);
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return pages.answer(request, new Page(index.version(), query, after, limit));
    }

    private HttpResponse load(Page wanted) {
        var page = index.read(
                search -> search.search(wanted.query(), wanted.after(), wanted.limit(), clock.instant()));
        return CacheControl.BRIEFLY.on(HttpResponse.ok(SearchView.of(page, next(page, wanted.query()))));
    }

    private @Nullable String after(HttpRequest request, SearchQuery query) {
        return request.query("cursor", cursor -> cursors.open(query.fingerprint(), cursor)).orElse(null);
    }

    private @Nullable String next(SearchPage page, SearchQuery query) {
        return page.next().map(position -> cursors.seal(query.fingerprint(), position)).orElse(null);
    }

    private HttpResponse suggest(HttpRequest request) {
        var text = request.query("q", SearchApi::text)
                .orElseThrow(() -> new ProblemException(Problem.invalid("q", "is required")));
        var limit = request.query("limit", 1, MAX_SUGGESTIONS, USUAL_SUGGESTIONS);
        request.check();
        return suggestions.answer(request, new Typed(index.version(), text, limit));
    }

    private HttpResponse load(Typed typed) {
        var found = index.read(search -> search.suggest(typed.text(), typed.limit(), clock.instant()));
        return CacheControl.BRIEFLY.on(HttpResponse.ok(SearchView.SuggestionsView.of(found)));
    }

    private HttpResponse categories(HttpRequest request) {
        var after = request.query("cursor", cursor -> cursors.open(CATEGORIES, cursor)).map(Category::new).orElse(null);
        var limit = request.query("limit", 1, MAX_LIMIT, MAX_LIMIT);
        request.check();
        return categories.answer(request, new CategoryPage(index.version(), after, limit));
    }

    private HttpResponse load(CategoryPage wanted) {
        var all = index.read(search -> search.categories(clock.instant()));
        var rest = wanted.after() == null ? all : all.tailMap(wanted.after(), false);
        var shown = rest.entrySet().stream().limit(wanted.limit()).map(CategoryView::of).toList();
        var next = rest.size() > wanted.limit()
                ? cursors.seal(CATEGORIES, shown.getLast().category())
                : null;
        return CacheControl.BRIEFLY.on(HttpResponse.ok(new CategoriesView(shown, next)));
    }

    private record CategoriesView(List<CategoryView> categories, @Nullable String nextCursor) {}

    /** @param products in the category and those in it */
    private record CategoryView(String category, @Nullable String parent, int products) {

        private static CategoryView of(Map.Entry<Category, Integer> counted) {
            var category = counted.getKey();
            return new CategoryView(
                    category.path(), category.parent().map(Category::path).orElse(null), counted.getValue());
        }
    }

    private HttpResponse rebuild(HttpRequest request) {
        request.check();
        rebuilds.send();
        LOG.info("Rebuild of the search index requested");
        return HttpResponse.empty(202).uncached();
    }

    /** @param sorts the orders that the request can ask for  @param usual the one that it gets if it does not */
    private static SearchQuery query(
            HttpRequest request, @Nullable String text, List<SearchSort> sorts, SearchSort usual) {
        var category = request.query("category", Category::new).orElse(null);
        var sort = SearchSort.of(
                request.query("sort", sorts.stream().map(SearchSort::text).toList(), usual.text()));
        var filters = ProductFilters.of(request);
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

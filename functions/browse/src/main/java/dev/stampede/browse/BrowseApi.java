package dev.stampede.browse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.browse.adapters.DynamoDbProductCatalog;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.ProductFilters;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.caching.CachedResponses;
import dev.stampede.runtime.caching.SharedResponses;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.CacheControl;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.sharding.Cursors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The public catalog API: listings and product details; and the contract of the whole API. */
public final class BrowseApi implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;

    private final Api api;
    private final ProductCatalog catalog;
    private final Cursors cursors;
    private final HttpResponse contract;
    private final CachedResponses<ListingPage> lists;
    private final CachedResponses<ProductId> details;
    private final CachedResponses<Slug> slugs;

    public BrowseApi() {
        this(FunctionEnvironment.lambda());
        Priming.beforeSnapshot(environment -> new BrowseApi(environment).prime());
    }

    public BrowseApi(FunctionEnvironment environment) {
        this(environment, environment.settings().read(BrowseConfig::fromSettings));
    }

    private BrowseApi(FunctionEnvironment environment, BrowseConfig config) {
        this.api = new Api(environment, Map.of(
                "GET /v1/products", this::list,
                "GET /v1/products/{productId}", this::detail,
                "GET /v1/products/by-slug/{slug}", this::bySlug,
                "GET /v1/openapi.yaml", this::contract));
        this.catalog = new DynamoDbProductCatalog(
                environment.aws().dynamoDb(), config.catalogTable(), environment.clock());
        this.cursors = new Cursors(config.cursorKey());
        this.contract = CacheControl.A_MINUTE.on(ContractFile.read());
        var shared = new SharedResponses(environment);
        this.lists = new CachedResponses<>(environment,
                shared.before(SharedKeys::of, SharedKeys.UNTIL_EXPIRY, this::load));
        this.details = new CachedResponses<>(environment,
                shared.before(SharedKeys::of, SharedKeys.UNTIL_INVALIDATED, this::load));
        this.slugs = new CachedResponses<>(environment,
                shared.before(SharedKeys::of, SharedKeys.UNTIL_EXPIRY, this::load));
    }

    /** A page of a listing. */
    record ListingPage(ListingQuery query, @Nullable String after, int limit) {}

    /** A listing, and a product that does not exist. */
    void prime() {
        api.prime("GET", "/v1/products", Map.of(), Map.of("limit", "1"), null);
        api.prime("GET", "/v1/products/{productId}", Map.of("productId", "priming"), Map.of(), null);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse list(HttpRequest request) {
        var query = query(request);
        var after = cursor(request, query.fingerprint());
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return lists.answer(request, new ListingPage(query, after, limit));
    }

    private HttpResponse load(ListingPage wanted) {
        var page = catalog.list(wanted.query(), wanted.after(), wanted.limit());
        return CacheControl.BRIEFLY.on(HttpResponse.ok(
                new Products(page.items(), next(page, wanted.query().fingerprint()))));
    }

    private record Products(List<ProductSummary> products, @Nullable String nextCursor) {}

    private HttpResponse detail(HttpRequest request) {
        var id = request.path("productId", ProductId::new);
        request.check();
        return details.answer(request, id);
    }

    private HttpResponse load(ProductId id) {
        return catalog.find(id).map(BrowseApi::detail).orElseGet(BrowseApi::noProduct);
    }

    private static HttpResponse detail(ProductCatalog.Found found) {
        var response = HttpResponse.ok(found.product());
        return CacheControl.BRIEFLY.on(response, EntityTag.ofBody(found.version(), response.body()));
    }

    private static HttpResponse noProduct() {
        return HttpResponse.problem(Problem.notFound("product"));
    }

    /** A former slug redirects to the current one. */
    private HttpResponse bySlug(HttpRequest request) {
        var slug = request.path("slug", Slug::new);
        request.check();
        return slugs.answer(request, slug);
    }

    private HttpResponse load(Slug slug) {
        return catalog.find(slug)
                .map(found -> found.product().slug().equals(slug) ? detail(found) : redirect(found.product().slug()))
                .orElseGet(BrowseApi::noProduct);
    }

    private static HttpResponse redirect(Slug current) {
        return HttpResponse.empty(301)
                .with("Location", "/v1/products/by-slug/" + current)
                .with("Cache-Control", CacheControl.BRIEFLY.toString());
    }

    private HttpResponse contract(HttpRequest request) {
        request.check();
        return contract.unlessKnown(request);
    }

    private static ListingQuery query(HttpRequest request) {
        var category = request.query("category", Category::new);
        var sort = Sort.of(request.query("sort", Sort.texts(), Sort.NEWEST.text()));
        var filters = ProductFilters.of(request);
        var terms = new ArrayList<Set<String>>();
        if (filters.tag() != null) {
            terms.add(Set.of(FilterTerms.tag(filters.tag())));
        }
        terms.addAll(filters.attributes().values());
        return new ListingQuery(category.orElse(null), sort, filters.minPrice(), filters.maxPrice(), filters.inStock(),
                terms);
    }

    private @Nullable String cursor(HttpRequest request, String query) {
        return request.query("cursor", cursor -> cursors.open(query, cursor)).orElse(null);
    }

    private @Nullable String next(ProductCatalog.Page<?> page, String query) {
        return page.next().map(position -> cursors.seal(query, position)).orElse(null);
    }
}

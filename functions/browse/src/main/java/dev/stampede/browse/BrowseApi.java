package dev.stampede.browse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.browse.adapters.DynamoDbProductCatalog;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.caching.CachedResponses;
import dev.stampede.runtime.caching.SharedResponses;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.CacheControl;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import java.util.Map;

/** Products as shoppers read them; and the contract of the whole API. */
public final class BrowseApi implements ApiFunction {

    private final Api api;
    private final ProductCatalog catalog;
    private final HttpResponse contract;
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
                "GET /v1/products/{productId}", this::detail,
                "GET /v1/products/by-slug/{slug}", this::bySlug,
                "GET /v1/openapi.yaml", this::contract));
        this.catalog = new DynamoDbProductCatalog(
                environment.aws().dynamoDb(), config.catalogTable(), environment.clock());
        this.contract = CacheControl.A_MINUTE.on(ContractFile.read());
        var shared = new SharedResponses(environment);
        this.details = new CachedResponses<>(environment,
                shared.before(SharedKeys::of, SharedKeys.UNTIL_INVALIDATED, this::load));
        this.slugs = new CachedResponses<>(environment,
                shared.before(SharedKeys::of, SharedKeys.UNTIL_EXPIRY, this::load));
    }

    /** A product that does not exist. */
    void prime() {
        api.prime("GET", "/v1/products/{productId}", Map.of("productId", "priming"), Map.of(), null);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

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
}

package dev.stampede.catalog;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.catalog.ProductFields.Row;
import dev.stampede.catalog.adapters.DynamoDbImportJobs;
import dev.stampede.catalog.adapters.DynamoDbProducts;
import dev.stampede.catalog.adapters.DynamoDbRulesTable;
import dev.stampede.catalog.adapters.S3ImportFiles;
import dev.stampede.catalog.adapters.SqsImportQueue;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin catalog API: reads, creates, replaces, deletes and imports products. */
public final class CatalogApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogApi.class);
    /** Below the 6 MB that Lambda takes (AWS Lambda Developer Guide, "Lambda quotas"), escaped in an event. */
    private static final int MAX_IMPORT_BYTES = 4 * 1024 * 1024;

    private static final int MAX_IMPORT_REQUEST = 1024;
    private static final String IMPORTS_PATH = "/v1/admin/products/imports";

    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;

    private final Api api;
    private final Catalog catalog;
    private final RulesEditing rules;
    private final String currency;
    private final Imports imports;
    private final ProductFields fields;
    private final Cursors cursors;
    private final Metrics metrics;

    public CatalogApi() {
        this(FunctionEnvironment.lambda());
    }

    public CatalogApi(FunctionEnvironment environment) {
        var config = environment.settings().read(CatalogConfig::fromSettings);
        var products = new DynamoDbProducts(environment.aws().dynamoDb(), config.catalogTable());
        this.api = new Api(environment, Map.ofEntries(
                Api.route("GET /v1/admin/rules", this::getRules),
                Api.route("PUT /v1/admin/rules", this::putRules),
                Api.route("GET /v1/admin/products", this::list),
                Api.route("GET /v1/admin/products/{productId}", this::get),
                Api.route("PUT /v1/admin/products/{productId}", this::put),
                Api.route("DELETE /v1/admin/products/{productId}", this::delete),
                Api.route("POST /v1/admin/products/import", this::importAll),
                Api.route("POST /v1/admin/products/imports", this::createImport),
                Api.route("GET /v1/admin/products/imports", this::listImports),
                Api.route("GET /v1/admin/products/imports/{importId}", this::getImport),
                Api.route("POST /v1/admin/products/imports/{importId}/start", this::startImport),
                Api.route("GET /v1/admin/products/imports/{importId}/results", this::importResults)));
        this.catalog = new Catalog(products, environment.clock(), environment.backoff());
        this.rules = new RulesEditing(
                new DynamoDbRulesTable(
                        environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                environment.clock(),
                environment.backoff());
        this.currency = config.currency();
        this.imports = new Imports(
                new DynamoDbImportJobs(environment.aws().dynamoDb(), config.importsTable()),
                new S3ImportFiles(environment.aws(), config.importsBucket()),
                new SqsImportQueue(environment.aws(), config.importsQueueUrl()), environment.clock());
        this.fields = new ProductFields(config.currency());
        this.cursors = new Cursors(config.cursorKey());
        this.metrics = environment.metrics();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse getRules(HttpRequest request) {
        request.check();
        return shown(rules.find().map(RulesView::of).orElseGet(() -> RulesView.none(currency)));
    }

    private HttpResponse putRules(HttpRequest request) {
        var expected = request.ifMatch();
        var wanted = RulesForm.read(request.json(RulesForm.MAX_BYTES), currency);
        var change = rules.put(wanted, EntityTags.required(expected), request.caller().subject());
        var outcome = change.getClass().getSimpleName();
        LOG.info("Rules changed", entry("outcome", outcome));
        metrics.outcome("RulesPut", outcome);
        return switch (change) {
            case RulesChange.Done(var entry) -> shown(RulesView.of(entry));
            case RulesChange.FewerUses(var uses) -> HttpResponse.problem(Problems.fewerUses(uses));
            case RulesChange.Stale() -> HttpResponse.problem(Problems.RULES_STALE);
            case RulesChange.Busy() -> HttpResponse.problem(Problems.RULES_BUSY);
        };
    }

    private static HttpResponse shown(RulesView view) {
        return HttpResponse.ok(view).with(EntityTag.of(view.version())).uncached();
    }

    private HttpResponse list(HttpRequest request) {
        var status = request.query("status", ProductFields::status);
        var query = "admin products " + status.map(ProductView::text).orElse("");
        var after = request.query("cursor", cursor -> cursors.open(query, cursor));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        var page = catalog.list(status.orElse(null), after.orElse(null), limit);
        return HttpResponse.ok(new ProductListView(
                page.products().stream().map(ProductListView.Entry::of).toList(),
                page.next().map(position -> cursors.seal(query, position)).orElse(null)))
                .uncached();
    }

    private HttpResponse get(HttpRequest request) {
        var id = request.path("productId", ProductId::new);
        request.check();
        return catalog.find(id)
                .map(entry -> shown(200, entry))
                .orElseGet(() -> HttpResponse.problem(
                        catalog.deletion(id).map(Problems::of).orElseGet(() -> Problem.notFound("product"))));
    }

    private HttpResponse put(HttpRequest request) {
        var id = request.path("productId", ProductId::new);
        var precondition = ifMatch(request).and(
                request.ifNoneMatch().map(Precondition::ifNoneMatch).orElse(Precondition.NONE));
        var product = fields.product(id, request.json(ProductFields.MAX_BYTES));
        var outcome = catalog.put(product, precondition, request.caller().subject());
        report("ProductPut", outcome.getClass().getSimpleName(), id);
        return switch (outcome) {
            case PutOutcome.Stale() -> catalog.find(id)
                    .filter(entry -> entry.product().equals(product))
                    .map(repeated -> shown(200, repeated))
                    .orElseGet(() -> HttpResponse.problem(Problems.STALE));
            case PutOutcome.Created(var entry) -> shown(201, entry).with("Location", "/v1/products/" + id);
            case PutOutcome.Replaced(var entry) -> shown(200, entry);
            case PutOutcome.Refused refused -> HttpResponse.problem(Problems.of(refused));
        };
    }

    private HttpResponse delete(HttpRequest request) {
        var id = request.path("productId", ProductId::new);
        var precondition = ifMatch(request);
        request.check();
        var outcome = catalog.delete(id, precondition, request.caller().subject());
        report("ProductDelete", outcome.getClass().getSimpleName(), id);
        return switch (outcome) {
            case DeleteOutcome.Deleted _ -> HttpResponse.empty(204);
            case DeleteOutcome.Unknown _ -> HttpResponse.problem(Problem.notFound("product"));
            case DeleteOutcome.Stale _ -> HttpResponse.problem(Problems.STALE);
            case DeleteOutcome.Busy _ -> HttpResponse.problem(Problems.BUSY);
        };
    }

    private HttpResponse importAll(HttpRequest request) {
        var rows = fields.rows(request.json(MAX_IMPORT_BYTES));
        var results = new ProductImport(catalog)
                .run(rows.stream().flatMap(CatalogApi::product).toList(), request.caller().subject())
                .iterator();
        var failed = new ArrayList<ImportFailure>();
        for (var index = 0; index < rows.size(); index++) {
            failure(index, rows.get(index), results).ifPresent(failed::add);
        }
        var imported = rows.size() - failed.size();
        LOG.info("Products imported", entry("imported", imported), entry("failed", failed.size()));
        metrics.add("ProductImport", imported, "Outcome", "Imported");
        metrics.add("ProductImport", failed.size(), "Outcome", "Failed");
        return HttpResponse.ok(new ImportReport(imported, failed)).uncached();
    }

    private record ImportReport(int imported, List<ImportFailure> failed) {}

    /** @param index of the row; its fields are named by their paths in the request */
    private record ImportFailure(int index, @Nullable ProductId productId, Map<String, Object> problem) {}

    private static Stream<Product> product(Row row) {
        return row instanceof Row.Valid(var product) ? Stream.of(product) : Stream.empty();
    }

    private static Optional<ImportFailure> failure(int index, Row row, Iterator<ProductImport.Result> results) {
        return switch (row) {
            case Row.Invalid(var id, var problem) -> Optional.of(new ImportFailure(index, id, problem.members()));
            case Row.Valid(var product) -> results.next().outcome() instanceof PutOutcome.Refused refused
                    ? Optional.of(new ImportFailure(index, product.id(), Problems.of(refused).members()))
                    : Optional.empty();
        };
    }

    private HttpResponse createImport(HttpRequest request) {
        var body = request.json(MAX_IMPORT_REQUEST);
        var format = body.parsed("format", 10, ImportFormat::of);
        var size = body.integer("size", 1, ImportJob.MAX_BYTES);
        body.check();
        var created = imports.create(format.orElseThrow(), size, request.caller().subject());
        LOG.info("Import created", entry("importId", created.job().id().value()));
        return HttpResponse.json(201, ImportView.of(created.job(), created.upload()))
                .with("Location", IMPORTS_PATH + "/" + created.job().id())
                .uncached();
    }

    private HttpResponse listImports(HttpRequest request) {
        var query = "imports";
        var after = request.query("cursor", cursor -> cursors.open(query, cursor));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        var page = imports.list(after.orElse(null), limit);
        return HttpResponse.ok(new ImportView.Page(
                page.jobs().stream().map(ImportView::of).toList(),
                page.next().map(position -> cursors.seal(query, position)).orElse(null)))
                .uncached();
    }

    private HttpResponse getImport(HttpRequest request) {
        var id = request.path("importId", ImportId::new);
        request.check();
        return imports.find(id).map(job -> HttpResponse.ok(ImportView.of(job)).uncached())
                .orElseGet(() -> HttpResponse.problem(Problem.notFound("import")));
    }

    private HttpResponse startImport(HttpRequest request) {
        var id = request.path("importId", ImportId::new);
        request.check();
        var outcome = imports.start(id);
        LOG.info("Import start", entry("importId", id.value()), entry("outcome", outcome.getClass().getSimpleName()));
        return switch (outcome) {
            case Imports.Start.Started(var job) -> HttpResponse.json(202, ImportView.of(job))
                    .with("Location", IMPORTS_PATH + "/" + id)
                    .uncached();
            case Imports.Start.Unknown() -> HttpResponse.problem(Problem.notFound("import"));
            case Imports.Start.NotUploaded() -> HttpResponse.problem(Problems.NOT_UPLOADED);
            case Imports.Start.OtherSize(var announced, var size) ->
                    HttpResponse.problem(Problems.otherSize(announced, size));
            case Imports.Start.Ended _ -> HttpResponse.problem(Problems.IMPORT_ENDED);
        };
    }

    private HttpResponse importResults(HttpRequest request) {
        var id = request.path("importId", ImportId::new);
        var status = request.query("status", List.of("all", "imported", "failed"), "all");
        var query = "import results " + id + " " + status;
        var from = request.query("cursor", cursor -> Json.read(cursors.open(query, cursor), Imports.Place.class));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return imports.find(id).map(job -> {
            var isFailed = status.equals("all") ? null : status.equals("failed");
            var page = imports.results(job, isFailed, from.orElse(Imports.Place.FIRST), limit);
            var next = page.next() == null ? null : cursors.seal(query, Json.write(page.next()));
            return HttpResponse.ok(new ImportView.ResultsPage(
                    page.results().stream().map(ImportView.Result::of).toList(), next)).uncached();
        }).orElseGet(() -> HttpResponse.problem(Problem.notFound("import")));
    }

    private static Precondition ifMatch(HttpRequest request) {
        return request.ifMatch().map(Precondition::ifMatch).orElse(Precondition.NONE);
    }

    private static HttpResponse shown(int status, CatalogEntry entry) {
        return HttpResponse.json(status, ProductView.of(entry))
                .with(EntityTag.of(entry.version()))
                .uncached();
    }

    private void report(String metric, String outcome, ProductId id) {
        LOG.info("Product changed", entry("change", metric), entry("outcome", outcome), entry("productId", id.value()));
        metrics.outcome(metric, outcome);
    }
}

package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.AdjustmentRequests.Line;
import dev.stampede.inventory.adapters.DynamoDbCatalogSkus;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.SqsAdjustmentQueue;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.AlreadyApplied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Applied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Insufficient;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Reused;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.UnknownSku;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.inventory.adjustment.AdjustmentQueue.Outcome.TooManyLines;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.inventory.adjustment.Movement;
import dev.stampede.inventory.adjustment.Movements;
import dev.stampede.inventory.resharding.ReshardOutcome;
import dev.stampede.inventory.resharding.ReshardOutcome.Resharded;
import dev.stampede.inventory.resharding.ReshardOutcome.Unfinished;
import dev.stampede.inventory.resharding.Resharding;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.telemetry.LogField;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API of stock: read, adjust, reshard, verify. */
public final class InventoryApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryApi.class);

    private static final int MAX_BODY = 1_000_000;
    private static final int SHOWN_MOVEMENTS = 20;
    private static final String NOT_IN_CATALOG = "is not in the catalog";
    /** The time for the last move and the response after the deadline of resharding. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /** API Gateway waits for 29 seconds (Amazon API Gateway, "Quotas for REST APIs"). */
    private static final Duration VERIFICATION = Duration.ofSeconds(20);

    private final Api api;
    private final Clock clock;
    private final Metrics metrics;
    private final Stocks stocks;
    private final Movements movements;
    private final Adjustments adjustments;
    private final AdjustmentQueue queue;
    private final Resharding resharding;
    private final Verifier verifier;

    public InventoryApi() {
        this(FunctionEnvironment.lambda());
    }

    public InventoryApi(FunctionEnvironment environment) {
        this(environment, environment.settings().read(InventoryApiConfig::fromSettings));
    }

    private InventoryApi(FunctionEnvironment environment, InventoryApiConfig config) {
        this(environment, config, new SqsAdjustmentQueue(
                environment.aws().sqs(), config.adjustmentsQueueUrl(), environment.backoff()));
    }

    InventoryApi(FunctionEnvironment environment, InventoryApiConfig config, AdjustmentQueue queue) {
        var table = config.verification().inventoryTable();
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        this.api = new Api(environment, Map.of(
                "GET /v1/admin/inventory/{sku}", this::show,
                "GET /v1/admin/inventory/{sku}/verification", this::verify,
                "POST /v1/admin/inventory/adjustments", this::adjust,
                "PUT /v1/admin/inventory/{sku}/shards", this::reshard));
        this.clock = environment.clock();
        this.metrics = environment.metrics();
        this.stocks = new DynamoDbStocks(dynamoDb, table, backoff);
        this.movements = new DynamoDbMovements(dynamoDb, table, backoff);
        this.adjustments = new Adjustments(
                stocks, movements, new DynamoDbCatalogSkus(dynamoDb, config.catalogTable(), backoff), backoff);
        this.queue = queue;
        this.resharding = new Resharding(
                stocks, new DynamoDbShardMoves(dynamoDb, table, backoff), backoff, clock);
        this.verifier = VerifierWorker.verifier(environment, config.verification());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse show(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        request.check();
        var stock = stocks.read(sku);
        var latest = movements.latest(sku, SHOWN_MOVEMENTS);
        // A SKU that never had stock can have rejected adjustments.
        return stock.isKnown() || !latest.isEmpty() ? view(stock, latest) : unknown();
    }

    private HttpResponse verify(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        request.check();
        return verifier.verify(sku, clock.instant().plus(VERIFICATION))
                .map(verification -> HttpResponse.ok(VerificationView.of(sku, verification)).uncached())
                .orElseGet(InventoryApi::unknown);
    }

    private HttpResponse adjust(HttpRequest request) {
        var body = request.json(MAX_BODY);
        var requests = new AdjustmentRequests(
                request.caller().subject(), clock.instant());
        return body.has("adjustments") ? queue(requests.many(body)) : adjust(requests.one(body));
    }

    /** Rejects invalid lines now and queues the others. */
    private HttpResponse queue(List<Line> lines) {
        var unknown = adjustments.unknown(valid(lines).map(Adjustment::sku).toList());
        var accepted = valid(lines).filter(adjustment -> !unknown.contains(adjustment.sku())).toList();
        if (!accepted.isEmpty() && queue.add(accepted) instanceof TooManyLines(var sku)) {
            return HttpResponse.problem(Problem.invalid("adjustments", "has too many or too long lines of SKU " + sku));
        }
        Parallel.map(
                valid(lines).filter(adjustment -> unknown.contains(adjustment.sku())).toList(),
                adjustment -> {
                    movements.recordRefusal(adjustment, Movement.UNKNOWN_SKU);
                    return adjustment;
                });
        var refused = new ArrayList<RefusedLine>();
        for (var index = 0; index < lines.size(); index++) {
            refusal(index, lines.get(index), unknown).ifPresent(refused::add);
        }
        LOG.info("Stock adjustments queued", LogField.entry("accepted", accepted.size()),
                LogField.entry("refused", refused.size()));
        return HttpResponse.json(202, new QueuedView(accepted.size(), refused)).uncached();
    }

    private record QueuedView(int accepted, List<RefusedLine> refused) {}

    /** @param index the index of the line; errors name fields by their paths in the request */
    private record RefusedLine(int index, @Nullable String adjustmentId, Map<String, Object> problem) {}

    private static Stream<Adjustment> valid(List<Line> lines) {
        return lines.stream().flatMap(
                line -> line instanceof Line.Valid(var adjustment) ? Stream.of(adjustment) : Stream.empty());
    }

    private static Optional<RefusedLine> refusal(int index, Line line, Set<Sku> unknown) {
        return switch (line) {
            case Line.Invalid(var id, var problem) -> Optional.of(new RefusedLine(index, id, problem.members()));
            case Line.Valid(var adjustment) when unknown.contains(adjustment.sku()) -> Optional.of(new RefusedLine(
                    index, adjustment.id(),
                    Problem.invalid("adjustments[" + index + "].sku", NOT_IN_CATALOG).members()));
            case Line.Valid _ -> Optional.empty();
        };
    }

    private HttpResponse adjust(Adjustment adjustment) {
        var outcome = adjustments.apply(adjustment);
        var name = outcome.getClass().getSimpleName();
        LOG.info("Stock adjustment", LogField.entry("adjustmentId", adjustment.id()),
                LogField.entry("outcome", name));
        metrics.outcome("Adjustment", name);
        return switch (outcome) {
            case Applied applied -> result(adjustment, true);
            case AlreadyApplied before -> result(adjustment, false);
            case Insufficient(var available) -> HttpResponse.problem(
                    Problem.of(Movement.INSUFFICIENT_STOCK, "Insufficient stock", 409)
                            .withDetail("Only available units can be removed")
                            .with("available", available));
            case Reused reused -> HttpResponse.problem(
                    Problem.of(Movement.ADJUSTMENT_REUSED, "The adjustment ID was used for a different adjustment",
                            422));
            case UnknownSku _ -> HttpResponse.problem(Problem.invalid("sku", NOT_IN_CATALOG));
        };
    }

    private HttpResponse reshard(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        var body = request.json(MAX_BODY);
        var shards = (int) body.integer("shards", 1, Stock.MAX_SHARDS);
        body.check();
        var deadline = clock.instant().plus(request.timeLeft()).minus(RESERVE);
        return switch (resharding.until(deadline).reshard(sku, shards, request.caller().subject())) {
            case Resharded(var stock) -> view(stock, movements.latest(sku, SHOWN_MOVEMENTS));
            case ReshardOutcome.UnknownSku _ -> unknown();
            case Unfinished unfinished -> HttpResponse.problem(
                    Problem.of("shards-unfinished", "The number of shards has not changed yet", 409)
                            .withDetail(
                                    "Another request is changing the shards, orders arrive too fast, or time ran out. Try again"));
        };
    }

    private static HttpResponse view(Stock stock, List<Movement> latest) {
        return HttpResponse.ok(StockView.of(stock, latest)).uncached();
    }

    private static HttpResponse unknown() {
        return HttpResponse.problem(Problem.notFound("stock"));
    }

    private static HttpResponse result(Adjustment adjustment, boolean applied) {
        return HttpResponse.ok(Map.of(
                "adjustmentId", adjustment.id(), "sku", adjustment.sku(), "delta", adjustment.delta(),
                "reason", adjustment.reason(), "applied", applied)).uncached();
    }
}

package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.SqsAdjustmentQueue;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.AlreadyApplied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Applied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Insufficient;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Reused;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.inventory.adjustment.AdjustmentQueue.Outcome.Queued;
import dev.stampede.inventory.adjustment.AdjustmentQueue.Outcome.TooManyLines;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.inventory.adjustment.Movements;
import dev.stampede.inventory.layout.ReshardOutcome.Resharded;
import dev.stampede.inventory.layout.ReshardOutcome.Unfinished;
import dev.stampede.inventory.layout.ReshardOutcome.UnknownSku;
import dev.stampede.inventory.layout.Resharding;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/** Stock for the shop's staff: look, adjust, spread over shards, verify. */
public final class InventoryApi implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryApi.class);

    private static final int MAX_BODY = 1_000_000;
    private static final int SHOWN_MOVEMENTS = 20;
    /** What the last move and the answer may take, once the time for resharding is up. */
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
        this(Platform.lambda());
    }

    public InventoryApi(Platform platform) {
        this(platform, queue(platform));
    }

    InventoryApi(Platform platform, AdjustmentQueue queue) {
        var table = platform.settings().<String> read(settings -> settings.text("INVENTORY_TABLE"));
        var dynamoDb = platform.aws().dynamoDb();
        var backoff = platform.backoff();
        this.api = new Api(platform, Map.of(
                "GET /v1/admin/inventory/{sku}", this::show,
                "GET /v1/admin/inventory/{sku}/verification", this::verify,
                "POST /v1/admin/inventory/adjustments", this::adjust,
                "PUT /v1/admin/inventory/{sku}/shards", this::reshard));
        this.clock = platform.clock();
        this.metrics = platform.metrics();
        this.stocks = new DynamoDbStocks(dynamoDb, table, backoff);
        this.movements = new DynamoDbMovements(dynamoDb, table, backoff);
        this.adjustments = new Adjustments(stocks, movements, backoff);
        this.queue = queue;
        this.resharding = new Resharding(
                stocks, new DynamoDbShardMoves(dynamoDb, table, backoff), backoff, clock);
        this.verifier = Verifiers.of(platform);
    }

    private static AdjustmentQueue queue(Platform platform) {
        var url = platform.settings().<String> read(settings -> settings.text("ADJUSTMENTS_QUEUE_URL"));
        return new SqsAdjustmentQueue(platform.aws().sqs(), url, platform.backoff());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse show(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        request.check();
        var stock = stocks.read(sku);
        return stock.isKnown() ? view(stock) : unknown();
    }

    private HttpResponse verify(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        request.check();
        return verifier.verify(sku, clock.instant().plus(VERIFICATION))
                .map(verdict -> HttpResponse.ok(VerificationView.of(sku, verdict)).uncached())
                .orElseGet(InventoryApi::unknown);
    }

    private HttpResponse adjust(HttpRequest request) {
        var body = request.json(MAX_BODY);
        var requests = new AdjustmentRequests(
                request.caller().customer().orElse("admin"), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (body.has("adjustments")) {
            var lines = requests.many(body);
            return switch (queue.add(lines)) {
                case Queued queued -> HttpResponse.json(202, Map.of("accepted", lines.size())).uncached();
                case TooManyLines(var sku) -> HttpResponse.problem(
                        Problem.invalid("adjustments", "must have fewer or shorter lines of " + sku));
            };
        }
        return adjust(requests.one(body));
    }

    private HttpResponse adjust(Adjustment adjustment) {
        var outcome = adjustments.apply(adjustment);
        var name = outcome.getClass().getSimpleName();
        LOG.info("Stock adjustment", StructuredArguments.entry("adjustmentId", adjustment.id()),
                StructuredArguments.entry("outcome", name));
        metrics.outcome("Adjustment", name);
        return switch (outcome) {
            case Applied applied -> result(adjustment, true);
            case AlreadyApplied before -> result(adjustment, false);
            case Insufficient(var available) -> HttpResponse.problem(
                    Problem.of("insufficient-stock", "There is not enough stock for this", 409)
                            .withDetail("Only what is available can go out")
                            .with("available", available));
            case Reused reused -> HttpResponse.problem(
                    Problem.of("adjustment-reused", "This adjustment id belongs to another adjustment", 422));
        };
    }

    private HttpResponse reshard(HttpRequest request) {
        var sku = request.path("sku", Sku::new);
        var body = request.json(MAX_BODY);
        var shards = (int) body.integer("shards", 1, Stock.MAX_SHARDS);
        body.check();
        var deadline = clock.instant().plus(request.timeLeft()).minus(RESERVE);
        return switch (resharding.until(deadline).reshard(sku, shards)) {
            case Resharded(var stock) -> view(stock);
            case UnknownSku unknown -> unknown();
            case Unfinished unfinished -> HttpResponse.problem(
                    Problem.of("shards-unfinished", "The stock is not spread over that many shards yet", 409)
                            .withDetail(
                                    "Somebody else changes the shards, or orders come too fast, or time ran out; try again"));
        };
    }

    private HttpResponse view(Stock stock) {
        return HttpResponse.ok(StockView.of(stock, movements.latest(stock.sku(), SHOWN_MOVEMENTS))).uncached();
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

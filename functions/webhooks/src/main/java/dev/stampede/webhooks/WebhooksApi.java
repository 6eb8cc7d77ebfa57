package dev.stampede.webhooks;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.webhooks.PublicAddresses.Loopback;
import dev.stampede.webhooks.WebhookEditing.Outcome;
import dev.stampede.webhooks.WebhookEditing.Refusal;
import dev.stampede.webhooks.adapters.AesSecretBox;
import dev.stampede.webhooks.adapters.DynamoDbDeliveries;
import dev.stampede.webhooks.adapters.DynamoDbRedeliveries;
import dev.stampede.webhooks.adapters.DynamoDbWebhooks;
import dev.stampede.webhooks.adapters.Payloads;
import dev.stampede.webhooks.adapters.SqsDeliveryQueue;
import dev.stampede.webhooks.adapters.SqsRedeliveryQueue;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API of webhooks: changes them, sends test events, reads their deliveries and repeats them. */
public final class WebhooksApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(WebhooksApi.class);

    private static final String PATH = "/v1/admin/webhooks";
    private static final String WEBHOOK = PATH + "/{webhookId}";
    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;

    private final Api api;
    private final WebhookEditing editing;
    private final Loopback loopback;
    private final Cursors cursors;
    private final Clock clock;
    private final Metrics metrics;

    public WebhooksApi() {
        this(FunctionEnvironment.lambda());
    }

    public WebhooksApi(FunctionEnvironment environment) {
        var config = environment.settings().read(WebhooksConfig::fromSettings);
        this.api = new Api(environment, Map.ofEntries(
                Api.route("GET " + PATH, this::list),
                Api.route("POST " + PATH, this::create),
                Api.route("GET " + WEBHOOK, this::get),
                Api.route("PUT " + WEBHOOK, this::put),
                Api.route("DELETE " + WEBHOOK, this::delete),
                Api.route("POST " + WEBHOOK + "/secret", this::rotate),
                Api.route("POST " + WEBHOOK + "/test", this::test),
                Api.route("GET " + WEBHOOK + "/deliveries", this::deliveries),
                Api.route("GET " + WEBHOOK + "/deliveries/{deliveryId}", this::delivery),
                Api.route("POST " + WEBHOOK + "/deliveries/{deliveryId}/redeliver", this::redeliver),
                Api.route("GET " + WEBHOOK + "/redelivery", this::redelivery),
                Api.route("POST " + WEBHOOK + "/redelivery", this::startRedelivery)));
        this.editing = editing(environment, config);
        this.loopback = config.loopback();
        this.cursors = new Cursors(config.cursorKey());
        this.clock = environment.clock();
        this.metrics = environment.metrics();
    }

    private static WebhookEditing editing(FunctionEnvironment environment, WebhooksConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var sqs = environment.aws().sqs();
        var deliveries = config.queues().deliveries();
        return new WebhookEditing(
                new DynamoDbWebhooks(dynamoDb, deliveries.webhooksTable(), environment.backoff()),
                new DynamoDbDeliveries(dynamoDb, deliveries.webhooksTable()),
                new DynamoDbRedeliveries(dynamoDb, deliveries.webhooksTable()),
                new SqsDeliveryQueue(sqs, deliveries.deliveriesQueueUrl(), deliveries.slots(), environment.backoff()),
                new SqsRedeliveryQueue(sqs, config.queues().eventsQueueUrl()),
                new AesSecretBox(config.secrets().key()),
                Payloads::test,
                environment.clock(),
                environment.backoff());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse list(HttpRequest request) {
        var query = "webhooks";
        var after = request.query("cursor", cursor -> cursors.open(query, cursor));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        var page = editing.list(after.orElse(null), limit);
        var now = clock.instant();
        return HttpResponse.ok(new WebhookView.Page(
                page.webhooks().stream().map(webhook -> WebhookView.of(webhook, now)).toList(),
                page.next().map(position -> cursors.seal(query, position)).orElse(null))).uncached();
    }

    private HttpResponse create(HttpRequest request) {
        var form = WebhookForm.read(request.json(WebhookForm.MAX_BYTES), loopback);
        return answer("WebhookCreated", editing.create(form, request.caller().subject()), created -> shown(201, created)
                .with("Location", PATH + "/" + created.webhook().id()));
    }

    private HttpResponse get(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        request.check();
        return editing.find(id).map(webhook -> shown(200, webhook)).orElseGet(WebhooksApi::unknown);
    }

    private HttpResponse put(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var expected = request.ifMatch();
        var form = WebhookForm.read(request.json(WebhookForm.MAX_BYTES), loopback);
        if (expected.isEmpty() && editing.find(id).isEmpty()) {
            return unknown();
        }
        return answer("WebhookPut", editing.put(id, form, EntityTags.required(expected)),
                webhook -> shown(200, webhook));
    }

    private HttpResponse delete(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        request.check();
        if (!editing.delete(id)) {
            return unknown();
        }
        LOG.info("Webhook deleted", entry("webhook", id.value()));
        return HttpResponse.empty(204);
    }

    private HttpResponse rotate(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var overlap = WebhookForm.overlap(request.optionalJson(WebhookForm.MAX_BYTES));
        return answer("WebhookSecretRotated", editing.rotate(id, overlap), rotated -> shown(200, rotated));
    }

    private HttpResponse test(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        request.check();
        return answer("WebhookTested", editing.test(id), deliveryId -> HttpResponse
                .json(202, Map.of("deliveryId", deliveryId, "eventId", deliveryId.eventId()))
                .with("Location", path(id) + "/deliveries/" + deliveryId)
                .uncached());
    }

    private HttpResponse deliveries(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var status = request.query("status", Delivery::status);
        var query = "deliveries " + id + " " + status.map(Delivery.Status::text).orElse("");
        var after = request.query("cursor", cursor -> cursors.open(query, cursor));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        return editing.deliveries(id, status.orElse(null), after.orElse(null), limit)
                .map(page -> HttpResponse.ok(new DeliveryView.Page(
                        page.deliveries().stream().map(DeliveryView::of).toList(),
                        page.next().map(position -> cursors.seal(query, position)).orElse(null))).uncached())
                .orElseGet(WebhooksApi::unknown);
    }

    private HttpResponse delivery(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var deliveryId = request.path("deliveryId", DeliveryId::new);
        request.check();
        return editing.delivery(id, deliveryId)
                .map(delivery -> HttpResponse.ok(DeliveryView.withPayload(delivery)).uncached())
                .orElseGet(() -> HttpResponse.problem(WebhookProblems.NO_DELIVERY));
    }

    private HttpResponse redeliver(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var deliveryId = request.path("deliveryId", DeliveryId::new);
        request.check();
        return answer("WebhookRedelivered", editing.redeliver(id, deliveryId), WebhookProblems.NO_DELIVERY,
                delivery -> HttpResponse.json(202, DeliveryView.of(delivery))
                        .with("Location", path(id) + "/deliveries/" + deliveryId)
                        .uncached());
    }

    private HttpResponse redelivery(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        request.check();
        return editing.redelivery(id).map(known -> HttpResponse.ok(RedeliveryView.of(known)).uncached())
                .orElseGet(() -> HttpResponse.problem(Problem.notFound("redelivery")));
    }

    private HttpResponse startRedelivery(HttpRequest request) {
        var id = request.path("webhookId", WebhookId::new);
        var span = WebhookForm.span(request.json(WebhookForm.MAX_BYTES));
        return answer("WebhookRedelivery",
                editing.redeliver(id, span.from(), span.to(), span.all(), request.caller().subject()),
                started -> HttpResponse.json(202, RedeliveryView.of(started))
                        .with("Location", path(id) + "/redelivery")
                        .uncached());
    }

    private <T> HttpResponse answer(String what, Outcome<T> outcome, Function<T, HttpResponse> done) {
        return answer(what, outcome, WebhookProblems.NO_WEBHOOK, done);
    }

    private <T> HttpResponse answer(
            String what, Outcome<T> outcome, Problem unknown, Function<T, HttpResponse> done) {
        return switch (outcome) {
            case Outcome.Done<T>(var result) -> {
                report(what, "Done");
                yield done.apply(result);
            }
            case Outcome.Refused<T>(var why) -> {
                report(what, text(why));
                yield HttpResponse.problem(WebhookProblems.of(why, unknown));
            }
        };
    }

    private void report(String what, String outcome) {
        LOG.info("Webhook request", entry("request", what), entry("outcome", outcome));
        metrics.outcome(what, outcome);
    }

    private static String text(Refusal why) {
        return why.name().charAt(0) + why.name().substring(1).toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static HttpResponse unknown() {
        return HttpResponse.problem(WebhookProblems.NO_WEBHOOK);
    }

    private static String path(WebhookId id) {
        return PATH + "/" + id;
    }

    private HttpResponse shown(int status, Webhook webhook) {
        return shown(status, webhook, WebhookView.of(webhook, clock.instant()));
    }

    private HttpResponse shown(int status, WebhookEditing.WithSecret made) {
        return shown(status, made.webhook(), WebhookView.of(made.webhook(), clock.instant(), made.secret()));
    }

    private static HttpResponse shown(int status, Webhook webhook, WebhookView view) {
        return HttpResponse.json(status, view).with(EntityTag.of(webhook.version())).uncached();
    }
}

package dev.stampede.email;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.email.OwnTemplates.Key;
import dev.stampede.email.OwnTemplates.OwnTemplate;
import dev.stampede.email.adapters.DynamoDbOwnTemplates;
import dev.stampede.email.adapters.MustacheRenderer;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows, replaces and previews the templates of mails, for admins. */
public final class MailTemplatesApi
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(MailTemplatesApi.class);

    private static final String ONE = "/v1/admin/mail-templates/{name}/{language}";

    /** Each character has up to four bytes in UTF-8, or six when escaped; templates are mostly ASCII. */
    private static final int MAX_BODY = 400_000;

    private static final String SAMPLE_URL = "https://shop.example.com/orders/ord_sample";
    private static final String SAMPLE_ADDRESS = "buyer@example.com";

    private final Api api;
    private final OwnTemplates own;
    private final MailRenderer renderer;
    private final Metrics metrics;
    private final String currency;
    private final ZoneId zone;
    private final Clock clock;

    public MailTemplatesApi() {
        this(FunctionEnvironment.lambda());
    }

    public MailTemplatesApi(FunctionEnvironment environment) {
        var config = environment.settings().read(MailTemplatesConfig::fromSettings);
        this.own = new DynamoDbOwnTemplates(environment.aws().dynamoDb(), config.emailsTable(), environment.backoff());
        this.renderer = new MustacheRenderer(config.storeName());
        this.metrics = environment.metrics();
        this.currency = config.currency();
        this.zone = config.zone();
        this.clock = environment.clock();
        this.api = new Api(environment, Map.of(
                "GET /v1/admin/mail-templates", this::list,
                "GET " + ONE, this::get,
                "PUT " + ONE, this::put,
                "DELETE " + ONE, this::delete,
                "POST " + ONE + "/preview", this::preview));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    /** @param changedAt when it was replaced; null if it is built in */
    private record Entry(String name, String language, boolean isReplaced, @Nullable Instant changedAt) {

        static Entry of(Key key, @Nullable Instant changedAt) {
            return new Entry(key.template().fileName(), key.language().tag(), changedAt != null, changedAt);
        }
    }

    private record ListView(List<Entry> templates) {}

    private record View(
            String name, String language, boolean isReplaced, @Nullable Instant changedAt, String html, String text) {

        static View of(Key key, OwnTemplate template) {
            return new View(key.template().fileName(), key.language().tag(), true, template.changedAt(),
                    template.html(), template.text());
        }

        static View of(Key key, MailRenderer.Source builtIn) {
            return new View(key.template().fileName(), key.language().tag(), false, null, builtIn.html(),
                    builtIn.text());
        }
    }

    private record Preview(String subject, String html, String text) {}

    private HttpResponse list(HttpRequest request) {
        request.check();
        var replaced = own.all();
        return HttpResponse.ok(new ListView(Arrays.stream(MailTemplate.values())
                .flatMap(template -> Arrays.stream(MailLanguage.values()).map(language -> new Key(template, language)))
                .map(key -> Entry.of(key, replaced.get(key)))
                .toList())).uncached();
    }

    private HttpResponse get(HttpRequest request) {
        var key = key(request);
        request.check();
        return HttpResponse.ok(own.find(key)
                .map(template -> View.of(key, template))
                .orElseGet(() -> View.of(key, renderer.builtIn(key)))).uncached();
    }

    private HttpResponse put(HttpRequest request) {
        var key = key(request);
        var body = request.json(MAX_BODY);
        var template = template(body);
        previewed(key, template, body);
        own.put(key, template);
        LOG.info("Mail template replaced", entry("template", key.template()), entry("language", key.language().tag()));
        metrics.outcome("MailTemplate", "Replaced");
        return HttpResponse.ok(View.of(key, template)).uncached();
    }

    private HttpResponse delete(HttpRequest request) {
        var key = key(request);
        request.check();
        own.remove(key);
        LOG.info("Mail template removed", entry("template", key.template()), entry("language", key.language().tag()));
        metrics.outcome("MailTemplate", "Removed");
        return HttpResponse.empty(204).uncached();
    }

    /** Of the template in the body, or without one of the current one. */
    private HttpResponse preview(HttpRequest request) {
        var key = key(request);
        var body = request.json(MAX_BODY);
        var template = body.has("html") || body.has("text")
                ? template(body)
                : own.find(key).orElseGet(() -> builtIn(key));
        var mail = previewed(key, template, body);
        return HttpResponse.ok(new Preview(mail.subject(), mail.html(), mail.text())).uncached();
    }

    private OwnTemplate builtIn(Key key) {
        var source = renderer.builtIn(key);
        return new OwnTemplate(source.html(), source.text(), now());
    }

    private OwnTemplate template(Fields body) {
        return new OwnTemplate(
                source(body, "html", OwnTemplate.MAX_HTML), source(body, "text", OwnTemplate.MAX_TEXT), now());
    }

    private static String source(Fields body, String field, int max) {
        return body.lines(field, 1, max);
    }

    /**
     * The mail as an order with all details has it.
     *
     * @throws ProblemException 400 naming the field if this mail, or one with the fewest details, cannot be rendered
     */
    private Mail previewed(Key key, OwnTemplate template, Fields body) {
        body.check();
        var locale = MailLocale.of(key.language().tag(), key.language(), zone);
        var sample = new SampleContent(key.template(), locale, currency, clock.instant());
        try {
            renderer.render(template, sample.least(), SAMPLE_ADDRESS);
            return renderer.render(template, sample.full(SAMPLE_URL), SAMPLE_ADDRESS);
        } catch (BrokenTemplate broken) {
            var part = broken.part().name().toLowerCase(Locale.ROOT);
            throw new ProblemException(Problem.invalid(List.of(new FieldError(part, broken.getMessage()))));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Key key(HttpRequest request) {
        var template = request.path("name",
                name -> one(Arrays.stream(MailTemplate.values()), MailTemplate::fileName, name));
        return new Key(template,
                request.path("language", tag -> one(Arrays.stream(MailLanguage.values()), MailLanguage::tag, tag)));
    }

    private static <T> T one(Stream<T> all, Function<T, String> name, String wanted) {
        var byName = all.collect(Collectors.toMap(name, value -> value));
        if (!byName.containsKey(wanted)) {
            throw new IllegalArgumentException(
                    "must be one of " + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return byName.get(wanted);
    }
}

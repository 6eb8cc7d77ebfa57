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
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final int MAX_ATTEMPTS = 10;
    private static final Problem STALE = Problem.of("precondition-failed", "The mail template has changed", 412)
            .withDetail("The mail template doesn't match If-Match");

    private final Api api;
    private final OwnTemplates own;
    private final MailRenderer renderer;
    private final Metrics metrics;
    private final String currency;
    private final ZoneId zone;
    private final Clock clock;
    private final Backoff backoff;

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
        this.backoff = environment.backoff();
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
        return shown(own.find(key)
                .map(template -> View.of(key, template))
                .orElseGet(() -> View.of(key, renderer.builtIn(key))));
    }

    private HttpResponse put(HttpRequest request) {
        var key = key(request);
        var expected = request.ifMatch();
        var body = request.json(MAX_BODY);
        var template = template(body);
        previewed(key, template, body);
        var tags = EntityTags.required(expected);
        var repeated = own.find(key).filter(template::hasSameText);
        if (repeated.isPresent()) {
            return shown(View.of(key, repeated.get()));
        }
        var stored = change(key, tags, seen -> {
            var next = template.after(seen);
            return own.put(key, seen, next) ? Optional.of(next) : Optional.empty();
        });
        report(key, "Replaced");
        return shown(View.of(key, stored));
    }

    private HttpResponse delete(HttpRequest request) {
        var key = key(request);
        var expected = request.ifMatch().orElse(EntityTags.ANY);
        request.check();
        if (own.find(key).isEmpty()) {
            return HttpResponse.empty(204).uncached();
        }
        change(key, expected, seen -> seen.isEmpty() || own.remove(key, seen.get())
                ? Optional.of(key)
                : Optional.empty());
        report(key, "Removed");
        return HttpResponse.empty(204).uncached();
    }

    /**
     * Changes what a mail uses, again if another change came first.
     *
     * @param attempt receives when the template was stored, empty if it is built in; empty if another change came first
     * @throws ProblemException 412 if the precondition fails, or other changes keep coming first
     */
    private <T> T change(Key key, EntityTags expected, Function<Optional<Instant>, Optional<T>> attempt) {
        return backoff.retry(MAX_ATTEMPTS, _ -> {
            var seen = own.find(key).map(OwnTemplate::changedAt);
            if (!expected.include(tag(seen.orElse(null)))) {
                throw new ProblemException(STALE);
            }
            return attempt.apply(seen);
        }).orElseThrow(() -> new ProblemException(STALE));
    }

    private void report(Key key, String outcome) {
        LOG.info("Mail template changed", entry("outcome", outcome), entry("template", key.template()),
                entry("language", key.language().tag()));
        metrics.outcome("MailTemplate", outcome);
    }

    private static HttpResponse shown(View view) {
        return HttpResponse.ok(view).with(tag(view.changedAt())).uncached();
    }

    /** @param changedAt null if the template is built in */
    private static EntityTag tag(@Nullable Instant changedAt) {
        return EntityTag.of(changedAt == null ? 0 : changedAt.toEpochMilli());
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
        return new OwnTemplate(source.html(), source.text(), clock.instant());
    }

    private OwnTemplate template(Fields body) {
        return new OwnTemplate(source(body, "html", OwnTemplate.MAX_HTML), source(body, "text", OwnTemplate.MAX_TEXT),
                clock.instant());
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

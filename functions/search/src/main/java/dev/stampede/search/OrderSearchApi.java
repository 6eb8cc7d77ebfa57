package dev.stampede.search;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.EmailAddresses;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsMonthRebuilds;
import dev.stampede.search.orders.FoundOrder;
import dev.stampede.search.orders.MonthRebuilds;
import dev.stampede.search.orders.OrderQuery;
import dev.stampede.search.orders.OrderSearch;
import dev.stampede.search.orders.OrderSort;
import dev.stampede.search.storage.PublishedParts;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of all orders, for admins: searches it, and rebuilds what it is read from. */
public final class OrderSearchApi
        implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSearchApi.class);

    private static final int MAX_LIMIT = 100;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int USUAL_LIMIT = 20;
    /** Ten years. */
    private static final int MAX_MONTHS = 120;

    private final Api api;
    private final PublishedParts months;
    private final MonthRebuilds rebuilds;
    private final Cursors cursors;
    private final Clock clock;

    public OrderSearchApi() {
        this(FunctionEnvironment.lambda());
    }

    public OrderSearchApi(FunctionEnvironment environment) {
        var config = environment.settings().read(OrderSearchConfig::fromSettings);
        this.api = new Api(environment, Map.of(
                "GET /v1/admin/orders", this::search,
                "POST /v1/admin/search/orders/rebuild", this::rebuild));
        this.months = new PublishedParts(
                new S3ObjectStore(environment.aws()::s3, config.bucket()), LocalFiles.directory("order-search"),
                environment.clock());
        this.rebuilds = new SqsMonthRebuilds(environment.aws().sqs(), config.rebuildsQueueUrl());
        this.cursors = new Cursors(config.cursorKey());
        this.clock = environment.clock();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    /** @param total how many orders match, on all pages */
    private record OrdersView(List<FoundOrder> orders, int total, @Nullable String nextCursor) {}

    private HttpResponse search(HttpRequest request) {
        request.admin();
        var query = query(request);
        var after = request.query("cursor", cursor -> cursors.open(query.fingerprint(), cursor)).orElse(null);
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        var page = months.read(
                month -> query.includes(YearMonth.parse(month)),
                reader -> new OrderSearch(reader).search(query, after, limit));
        var next = page.next().map(position -> cursors.seal(query.fingerprint(), position)).orElse(null);
        return HttpResponse.ok(new OrdersView(page.orders(), page.total(), next)).uncached();
    }

    private static OrderQuery query(HttpRequest request) {
        var text = request.words("q", words -> canonical(atMost(OrderQuery.MAX_TEXT, words))).orElse(null);
        var statuses = Set.copyOf(request.list("status", OrderSearchApi::status));
        var email = request.query("email", EmailAddresses::canonical).orElse(null);
        var sku = request.query("sku", Sku::new).orElse(null);
        var from = request.query("from", OrderSearchApi::day).orElse(null);
        var to = request.query("to", OrderSearchApi::day).orElse(null);
        requireOrder(from, to);
        var sort = OrderSort.of(request.query("sort", OrderSort.texts(), OrderSort.NEWEST.text()));
        return new OrderQuery(text, statuses, email, sku, from, to, sort);
    }

    private static String atMost(int length, String text) {
        if (text.length() > length) {
            throw new IllegalArgumentException("must be at most " + length + " characters long");
        }
        return text;
    }

    /** Email addresses as orders have them, whose domains people see and type in Unicode; other words as they are. */
    private static String canonical(String words) {
        return SPACES.splitAsStream(words).map(OrderSearchApi::canonicalWord).collect(Collectors.joining(" "));
    }

    private static String canonicalWord(String word) {
        try {
            return EmailAddresses.canonical(word);
        } catch (IllegalArgumentException otherWord) {
            return word;
        }
    }

    private static OrderStatus status(String name) {
        return Arrays.stream(OrderStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one or more order statuses, separated by commas"));
    }

    private static LocalDate day(String text) {
        return parsed(text, LocalDate::parse, "a date in the form yyyy-mm-dd");
    }

    private static YearMonth month(String text) {
        return parsed(text, YearMonth::parse, "a month in the form yyyy-mm");
    }

    private static <T> T parsed(String text, Function<String, T> parser, String what) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be " + what, e);
        }
    }

    private static <T extends Comparable<? super T>> void requireOrder(@Nullable T from, @Nullable T to) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new ProblemException(Problem.invalid("to", "must not be before from"));
        }
    }

    private HttpResponse rebuild(HttpRequest request) {
        request.admin();
        var current = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        var from = request.query("from", OrderSearchApi::month).orElse(current);
        var to = request.query("to", OrderSearchApi::month).orElse(current);
        requireOrder(from, to);
        if (from.plusMonths(MAX_MONTHS).compareTo(to) <= 0) {
            throw new ProblemException(
                    Problem.invalid("from", "must be less than " + MAX_MONTHS + " months before to"));
        }
        request.check();
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            rebuilds.send(month, Duration.ZERO);
        }
        LOG.info("Rebuild of the order indexes requested", entry("from", from.toString()), entry("to", to.toString()));
        return HttpResponse.empty(202).uncached();
    }
}

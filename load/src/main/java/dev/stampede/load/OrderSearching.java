package dev.stampede.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.load.OrderSearchResult.Kind;
import dev.stampede.local.store.CannotStart;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.runtime.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Places orders by checkouts, lets the store index them, and searches them. For one run. */
final class OrderSearching {

    private static final List<String> RATE_LIMITS = List.of(
            "CallerRequestsPerMinute", "CallerWaitSecondsPerMinute", "EmailCheckoutsPerHour", "CardPaymentsPerHour",
            "MaxUnpaidUnits");
    private static final String UNLIMITED = "1000000";
    /** The most that the template takes: per mailbox, of which the buyers' address counts for ten. */
    private static final String MAX_DECLINED_PAYMENTS = "1000";
    private static final int BUYERS = 32;
    private static final int SKUS = 50;
    /** One order of so many is refused by the bank. */
    private static final int DECLINED = 10;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final List<String> FIRST_NAMES = List.of(
            "Anna", "Ben", "Chloé", "David", "Émile", "Fatima", "Grace", "Hiroshi", "Ines", "Jürgen");
    private static final List<String> LAST_NAMES = List.of(
            "Smith", "Müller", "Dubois", "García", "Rossi", "Nowak", "Öztürk", "Tanaka", "Okafor", "Larsen", "Novák");

    private final Path template;
    private final int orders;
    private final int concurrency;
    private final int seconds;
    private final int warmUp;
    private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

    OrderSearching(Path template, int orders, int concurrency, int seconds, int warmUp) {
        this.template = template;
        this.orders = orders;
        this.concurrency = concurrency;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    private record Placed(int number, String reference) {}

    /** @param query the number-th one @param isRight whether an answer has what it must find */
    private record Search(String name, IntFunction<String> query, Right isRight) {}

    @FunctionalInterface
    private interface Right {
        boolean test(JsonNode page, int number);
    }

    OrderSearchResult run(String command, long maxP99) {
        System.setProperty("http.maxConnections", Integer.toString(BUYERS));
        var options = LocalStore.Options.of(template).withParameter("MaxDeclinedPayments", MAX_DECLINED_PAYMENTS);
        for (var limit : RATE_LIMITS) {
            options = options.withParameter(limit, UNLIMITED);
        }
        try (var store = LocalStore.start(options)) {
            var http = new Http(store.apiUrl());
            var token = store.token(TokenRequest.admin("bench"));
            var shop = new StoreUnderTest(http, token);
            for (var sku = 0; sku < SKUS; sku++) {
                shop.offer("BENCH-" + sku, orders + 1, 1);
            }
            var start = System.nanoTime();
            place(http);
            var end = System.nanoTime();
            awaitFound(http, token);
            var found = System.nanoTime();
            return new OrderSearchResult(
                    command, orders, orders * 1e9 / (end - start), (found - end) / 1e9, kinds(http, token), maxP99);
        }
    }

    private void place(Http http) {
        var next = new AtomicInteger();
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var buyer = 0; buyer < BUYERS; buyer++) {
                buyers.submit(() -> {
                    for (var number = next.getAndIncrement(); number < orders; number = next.getAndIncrement()) {
                        placed.add(new Placed(number, place(http, number)));
                    }
                });
            }
        }
        if (placed.size() < orders) {
            throw new CannotStart("Only " + placed.size() + " of " + orders + " orders were accepted");
        }
    }

    private static String place(Http http, int number) {
        var body = Map.of(
                "email", email(number), "name", name(number), "currency", "EUR",
                "paymentToken", number % DECLINED == 0 ? "tok_insufficient_funds" : "tok_approve",
                "lines", List.of(Map.of("sku", sku(number), "quantity", 1, "unitPrice", 1_990)),
                "shippingAddress", Map.of("line1", "1 Main Street", "city", "Springfield", "region", "IL",
                        "postalCode", "12345", "country", "US"));
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        var answer = http.send("POST", "/v1/checkout", key, Json.write(body));
        while (answer.status() != ACCEPTED && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = http.send("POST", "/v1/checkout", key, Json.write(body));
        }
        return StoreUnderTest.json(answer).path("reference").asText();
    }

    private static String email(int number) {
        return "buyer-%d@example.com".formatted(number);
    }

    private static String name(int number) {
        return FIRST_NAMES.get(number % FIRST_NAMES.size()) + " " + LAST_NAMES.get(number % LAST_NAMES.size());
    }

    private static String sku(int number) {
        return "BENCH-" + number % SKUS;
    }

    private void awaitFound(Http http, String token) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        var settled = "/v1/admin/orders?limit=1&status=PAID,PAYMENT_DECLINED,EXPIRED";
        while (search(http, token, settled).path("total").asInt() < orders) {
            if (System.nanoTime() > deadline) {
                throw new CannotStart("The search does not have all orders");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static JsonNode search(Http http, String token, String path) {
        var answer = http.send("GET", path, Map.of("Authorization", "Bearer " + token), "");
        if (answer.status() != OK) {
            throw new IllegalStateException(path + " returned " + answer);
        }
        return StoreUnderTest.json(answer);
    }

    private List<Kind> kinds(Http http, String token) {
        var references = new String[orders];
        placed.forEach(order -> references[order.number()] = order.reference());
        var searches = List.of(
                new Search("number", number -> "q=" + OrderNumber.of(new OrderId(references[number])),
                        (page, number) -> hasOnly(page, references[number])),
                new Search("number without hyphens",
                        number -> "q=" + OrderNumber.of(new OrderId(references[number])).value().replace("-", "")
                                .toLowerCase(Locale.ROOT),
                        (page, number) -> hasOnly(page, references[number])),
                new Search("reference", number -> "q=" + references[number],
                        (page, number) -> hasOnly(page, references[number])),
                new Search("beginning of a reference", number -> "q=" + references[number].substring(0, 16),
                        (page, number) -> has(page, references[number])),
                new Search("email address", number -> "email=" + encoded(email(number).toUpperCase(Locale.ROOT)),
                        (page, number) -> hasOnly(page, references[number])),
                new Search("beginning of an address", number -> "q=buyer-" + number,
                        (page, number) -> page.path("total").asInt() >= 1),
                new Search("name", number -> "q=" + encoded(name(number)),
                        (page, number) -> page.path("total").asInt() >= orders / 110),
                new Search("SKU", number -> "sku=" + sku(number),
                        (page, number) -> page.path("total").asInt() >= orders / SKUS),
                new Search("status", number -> "status=PAID&sort=-total",
                        (page, number) -> page.path("total").asInt() == orders - (orders + DECLINED - 1) / DECLINED),
                new Search("name, status and day",
                        number -> "status=PAID,SHIPPED&from=2020-01-01&q=" + encoded(name(number)),
                        (page, number) -> page.path("total").asInt() < orders),
                new Search("nothing", number -> "limit=50", (page, number) -> page.path("total").asInt() == orders));
        var kinds = new ArrayList<Kind>();
        for (var search : searches) {
            measure(http, token, search, warmUp);
            kinds.add(measure(http, token, search, seconds));
        }
        return kinds;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean hasOnly(JsonNode page, String reference) {
        return page.path("total").asInt() == 1 && has(page, reference);
    }

    private static boolean has(JsonNode page, String reference) {
        return page.path("orders").findValuesAsText("reference").contains(reference);
    }

    private Kind measure(Http http, String token, Search search, int time) {
        var next = new AtomicInteger();
        var wrong = new LongAdder();
        Queue<Long> millis = new ConcurrentLinkedQueue<>();
        var start = System.nanoTime();
        var end = start + TimeUnit.SECONDS.toNanos(time);
        try (var admins = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var admin = 0; admin < concurrency; admin++) {
                admins.submit(() -> {
                    while (System.nanoTime() < end) {
                        // Each search is for another order than the one before.
                        var number = Math.floorMod(next.getAndIncrement() * 7919, orders);
                        var begin = System.nanoTime();
                        var page = search(http, token, "/v1/admin/orders?" + search.query().apply(number));
                        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                        if (!search.isRight().test(page, number)) {
                            wrong.increment();
                        }
                    }
                    return null;
                });
            }
        }
        return new Kind(search.name(), millis.size() / ((System.nanoTime() - start) / 1e9), Percentiles.of(millis),
                wrong.sum());
    }
}

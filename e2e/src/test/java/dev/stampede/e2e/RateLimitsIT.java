package dev.stampede.e2e;

import static dev.stampede.e2e.TestShop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.lambda.FunctionStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limits of callers, on a store of its own with the limits that a deployment has by default. */
class RateLimitsIT {

    private static final int QUOTA = 100;
    /** What an execution environment grants without counting. */
    private static final int FREE_TOKENS = 10;
    private static final int LARGEST_LEASE = QUOTA / 5;
    private static final Duration LONG_WAIT = Duration.ofSeconds(8);
    private static final int LONG_WAITS = 2;
    private static final Pattern LIMIT = Pattern.compile("\"caller\";r=(\\d+);t=(\\d+)");

    private static LocalStore local;
    private static Store store;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = LocalStore.start(LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml")))
                .withParameter("CallerWaitSecondsPerMinute",
                        Long.toString(LONG_WAITS * LONG_WAIT.minusSeconds(2).toSeconds())));
        store = Store.at(local.apiUrl().toString());
        shop = new TestShop(store);
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    /** One request at a time meets one environment. Nobody else calls this function more often than that. */
    @Test
    void rushOfOneRequestAtATime_shouldPassExactlyTheQuota() throws Exception {
        var rushing = shop.guest().withToken(store.token(unique("admin"), "admin"));
        var rush = IntStream.range(0, 2_000).<Callable<Answer>> mapToObj(
                number -> () -> rushing.get("/v1/admin/inventory/NONE")).toList();

        var answers = inOneMinute(() -> inParallel(1, rush));

        assertThat(environments("InventoryFunction")).isEqualTo(1);
        assertThat(answers.subList(0, QUOTA)).extracting(Answer::status).containsOnly(404);
        assertThat(answers.subList(QUOTA, answers.size())).hasSize(1_900).extracting(Answer::status)
                .containsOnly(429);
    }

    /**
     * Four requests at a time meet at most four environments of the one function that serves them. What an environment has
     * leased is lost if the caller does not meet it again.
     */
    @Test
    void rushOfRequestsAtTheSameTime_shouldPassWithinTheBoundsAndLeaveOthersAlone() throws Exception {
        var rushing = customer();
        var cart = shop.cart(shop.guest());
        var rush = IntStream.range(0, 2_000).<Callable<Answer>> mapToObj(
                number -> () -> rushing.get("/v1/carts/" + cart)).toList();

        var answers = inOneMinute(() -> inParallel(4, rush));

        var refused = answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(answers).hasSize(2_000).extracting(Answer::status).containsOnly(200, 429);
        assertThat(environments("CartFunction")).isBetween(1L, 4L);
        assertThat(answers.size() - refused.size())
                .isBetween(QUOTA - 3 * LARGEST_LEASE, QUOTA + 4 * FREE_TOKENS);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.json().path("type").asText()).isEqualTo("urn:stampede:problem:rate-limited");
            assertThat(answer.json().path("policy").asText()).isEqualTo("caller");
            var seconds = answer.header("Retry-After").orElseThrow();
            assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
            assertThat(answer.header("RateLimit")).hasValue("\"caller\";r=0;t=" + seconds);
        });
        for (var other : List.of(customer(), shop.guest())) {
            other.post("/v1/carts", "{}").expect(201);
        }
    }

    @Test
    void everyAnswer_shouldDescribeTheLimitToBrowsersToo() {
        var ada = customer().with("Origin", "https://shop.example.com");
        var answers = List.of(ada.get("/v1/products?limit=1"), ada.get("/v1/products/none"), ada.get("/v1/orders"),
                ada.post("/v1/carts", "{}"), ada.post("/v1/checkout", "{}"),
                ada.send("HEAD", "/v1/products", ""), ada.send("PATCH", "/v1/products", ""));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 404, 200, 201, 400, 200, 405);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("RateLimit-Policy")).as("%s", answer).hasValue("\"caller\";q=100;w=60");
            assertThat(answer.header("RateLimit").orElseThrow()).matches(LIMIT);
            assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow())
                    .contains("RateLimit,RateLimit-Policy,Retry-After");
        });
    }

    @Test
    void headerThatNamesAnotherAddress_shouldNotHelp() {
        var first = remaining(shop.guest().with("X-Forwarded-For", "198.51.100.1").get("/v1/products?limit=1"));
        var next = remaining(shop.guest().with("X-Forwarded-For", "198.51.100.2").get("/v1/products?limit=1"));

        // A window may have ended in between.
        assertThat(next).satisfiesAnyOf(left -> assertThat(left).isLessThan(first),
                left -> assertThat(left).isEqualTo(QUOTA - 1));
    }

    @Test
    void ordinaryShopper_shouldWriteNothingToTheLimitsTable() {
        var sku = product();
        var before = limitsItems();
        var ada = customer();

        var cart = shop.cart(ada, sku, 1);
        var order = shop.order(ada, cart, TestShop.uniqueEmail(), "tok_approve");
        for (var look = 0; look < 4; look++) {
            ada.get("/v1/carts/" + cart).expect(200);
        }
        ada.get("/v1/orders/" + order + "?wait=2").expect(200);
        ada.get("/v1/orders").expect(200);

        var added = limitsItems();
        added.removeAll(before);
        assertThat(added).isEmpty();
    }

    @Test
    void longWaitsOfOneCaller_shouldBeBoundedAndTheOthersAnsweredEarly() throws Exception {
        var waiting = customer();
        var sku = product();
        var order = shop.order(waiting, shop.cart(waiting, sku, 1), TestShop.uniqueEmail(), "tok_decline");
        var view = shop.awaitStatus(waiting, order, "PAYMENT_DECLINED");
        var known = waiting.with("If-None-Match", "\"" + view.path("timeline").size() + "\"");
        var begin = minute();

        var times = inParallel(32, IntStream.range(0, 30).<Callable<Duration>> mapToObj(number -> () -> {
            var sent = System.nanoTime();
            known.get("/v1/orders/" + order + "?wait=" + LONG_WAIT.toSeconds()).expect(304);
            return Duration.ofNanos(System.nanoTime() - sent);
        }).toList());

        var windows = minute() - begin + 1;
        assertThat(times.stream().filter(time -> time.compareTo(LONG_WAIT) >= 0)).hasSizeBetween(1,
                LONG_WAITS * (int) windows);
        assertThat(times).allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofSeconds(2)));
    }

    /** Catalog reads count against this machine's address: looks seldom enough to stay within its limit. */
    private static String product() {
        var sku = shop.product(1_000, 0);
        shop.adjust(sku, 5);
        await("availability of " + sku).atMost(TestShop.SOON).pollInterval(Duration.ofMillis(500))
                .until(() -> !shop.availability(TestShop.productOf(sku)).equals("OUT"));
        return sku;
    }

    private static Client customer() {
        return shop.guest().withToken(store.token(unique("customer"), ""));
    }

    private static int remaining(Answer answer) {
        var limit = LIMIT.matcher(answer.expect(200).header("RateLimit").orElseThrow());
        assertThat(limit.matches()).isTrue();
        return Integer.parseInt(limit.group(1));
    }

    private static long environments(String... functions) {
        return local.functions().statistics().stream()
                .filter(function -> List.of(functions).contains(function.logicalId()))
                .mapToLong(FunctionStatistics::instances)
                .sum();
    }

    private static long minute() {
        return Instant.now().getEpochSecond() / 60;
    }

    private static Set<String> limitsItems() {
        var items = new HashSet<String>();
        local.services().clients().dynamoDb()
                .scanPaginator(scan -> scan.tableName(local.template().outputs().get("LimitsTableName")))
                .items()
                .forEach(item -> items.add(item.get("pk").s()));
        return items;
    }

    /** Repeats calls that the end of a window interrupted. A minute is enough for them, so the second time is the last. */
    private static <T> T inOneMinute(Callable<T> calls) throws Exception {
        for (var attempt = 0; attempt < 3; attempt++) {
            var begin = minute();
            var result = calls.call();
            if (minute() == begin) {
                return result;
            }
        }
        throw new AssertionError("The calls take longer than a minute");
    }

    /** @param concurrency how many calls are made at a time */
    private static <T> List<T> inParallel(int concurrency, List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(concurrency)) {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}

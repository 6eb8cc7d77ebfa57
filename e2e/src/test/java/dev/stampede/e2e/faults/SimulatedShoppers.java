package dev.stampede.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.Sku;
import dev.stampede.e2e.faults.Api.Caller;
import dev.stampede.e2e.faults.Api.Request;
import dev.stampede.e2e.faults.Carts.Seen;
import dev.stampede.e2e.faults.SimulationVerdict.Promise;
import dev.stampede.local.lab.faults.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The people: customers who buy a few things of which there are not enough, and staff. */
final class SimulatedShoppers {

    private static final int UNIT_PRICE = 500;
    private static final int SKUS = 4;
    private static final int BURSTS = 12;
    /** Those who share a mailbox come together, so that many of their orders are placed before one is known to be unpaid. */
    private static final int FAMILY_BURSTS = 4;
    /** When the last burst of customers comes. */
    private static final int SECONDS_OPEN = 720;

    /** Tokens of the sandbox, each as often as it is likely. */
    private static final List<String> TOKENS = List.of("tok_approve", "tok_approve", "tok_approve", "tok_approve",
            "tok_approve", "tok_approve", "tok_approve", "tok_approve", "tok_approve", "tok_approve", "tok_decline",
            "tok_decline", "tok_decline", "tok_insufficient_funds", "tok_action", "tok_action", "tok_timeout",
            "tok_timeout", "tok_timeout", "tok_down", "tok_down", "tok_nonsense",
            "tok_refund_fails", "tok_refund_fails", "tok_capture_fails", "tok_action", "tok_action", "tok_processing",
            "tok_processing_slow");
    /** From any purchase on, nothing goes wrong any more after it. */
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(60);
    private static final double OUTAGE = .015;
    /** Of those who share a mailbox. */
    private static final double FAMILY_OUTAGE = .3;

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    private static final Map<Integer, Promise> SHIPPED = Map.of(OK, Promise.SHIPPED, ACCEPTED, Promise.CAPTURE);
    private static final Map<Integer, Promise> UNITS_CANCELLED = Map.of(
            OK, Promise.UNITS_CANCELLED, ACCEPTED, Promise.PART_REFUND);

    private final Api api;
    private final Random random;
    private final long seed;
    private final int orders;
    private final Carts carts;
    private final ShopRules rules;
    private final SimulatedBank bank;

    private final Set<String> accepted = new LinkedHashSet<>();
    private final Map<String, Set<Promise>> promises = new TreeMap<>();
    private final Set<String> appliedAdjustments = new LinkedHashSet<>();
    private final Set<String> acceptedAdjustments = new LinkedHashSet<>();
    private final List<String> surprises = new ArrayList<>();

    SimulatedShoppers(Api api, Random random, long seed, int orders, Carts carts,
            ShopRules rules, SimulatedBank bank) {
        this.bank = bank;
        this.api = api;
        this.random = random;
        this.seed = seed;
        this.orders = orders;
        this.carts = carts;
        this.rules = rules;
    }

    List<String> skus() {
        return IntStream.range(0, SKUS).mapToObj(number -> "S" + Long.toHexString(seed) + "-" + number)
                .toList();
    }

    /** All that is counted: what is sold, and the uses of the limited code. */
    List<String> stocked() {
        return Stream.concat(skus().stream(), Stream.of(Sku.ofPromotion(rules.limitedCode()).value())).toList();
    }

    /** Orders that somebody was told of with a 202. */
    Set<String> accepted() {
        return accepted;
    }

    /** What somebody was told of orders. */
    Map<String, Set<Promise>> promises() {
        return promises;
    }

    /** The ids of adjustments that staff were told are done. */
    Set<String> appliedAdjustments() {
        return appliedAdjustments;
    }

    /** The ids of adjustments that staff were told will be done, or refused. */
    Set<String> acceptedAdjustments() {
        return acceptedAdjustments;
    }

    /** Answers that nobody should get. */
    List<String> surprises() {
        return surprises;
    }

    /** The catalog, and the first units. */
    void open() {
        rules.open();
        var variants = prices().entrySet().stream()
                .map(price -> variant(price.getKey(), price.getValue()))
                .toList();
        var product = Map.of("title", "Goods", "summary", "Goods", "description", "Goods", "category", "shop/goods",
                "currency", "EUR", "media",
                List.of(Map.of("url", "https://images.example.com/goods.jpg")), "variants", variants);
        tell(Duration.ZERO, new Request("CatalogFunction-PutProduct", Caller.STAFF,
                Map.of("productId", "goods-" + Long.toHexString(seed)), Map.of(), product), () -> {});
        for (var number = 0; number < SKUS; number++) {
            var sku = skus().get(number);
            adjust(Duration.ofSeconds(1), "first", sku, orders * (SKUS - number) / 7 + 1);
            reshard(Duration.ofSeconds(2), sku, 1 + (number * 3 + 2) % 5);
        }
    }

    /** Each customer can have only a few of the first SKU. */
    private Map<String, Object> variant(String sku, long price) {
        return sku.equals(skus().getFirst())
                ? Map.of("sku", sku, "price", price, "maxPerCustomer", SimulationVerdict.MOST_PER_CUSTOMER)
                : Map.of("sku", sku, "price", price);
    }

    /** By SKU. The last one costs nothing. */
    private Map<String, Long> prices() {
        var prices = new TreeMap<String, Long>();
        skus().forEach(sku -> prices.put(sku, sku.endsWith("-" + (SKUS - 1)) ? 0L : UNIT_PRICE));
        return prices;
    }

    /** Everybody comes. */
    void sell() {
        for (var number = 0; number < orders; number++) {
            customer(number);
        }
        for (var number = 0; number < 4; number++) {
            adjust(someTime(), "restock" + number, anySku(), 1 + random.nextInt(orders / 20 + 2));
            adjust(someTime(), "count" + number, anySku(), -1 - random.nextInt(4));
            bulk(someTime(), number);
        }
        for (var number = 0; number < 3; number++) {
            reshard(someTime(), anySku(), 1 + random.nextInt(6));
        }
    }

    private void customer(int number) {
        var identity = random.nextInt(10) < 3 ? Caller.customer("customer-" + number) : Caller.GUEST;
        var come = Duration.ofSeconds(
                10 + (long) random.nextInt(isFamily(number) ? FAMILY_BURSTS : BURSTS) * SECONDS_OPEN / BURSTS)
                .plusMillis(random.nextInt(4000));
        var wanted = lines();
        if (random.nextInt(4) == 0) {
            var cart = carts.make(key(number), wanted, prices(), identity);
            checkout(come, number, identity, cart);
            while (random.nextInt(6) > 0) {
                change(come.plusMillis(random.nextInt(random.nextBoolean() ? 100 : 9000)), number, identity,
                        cart.cart(), wanted.firstKey());
            }
            if (random.nextBoolean()) {
                checkout(come.plusSeconds(random.nextInt(1500)), number, identity, cart);
            }
        } else {
            var lines = wanted.entrySet().stream()
                    .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue(), "unitPrice",
                            prices().get(line.getKey())))
                    .toList();
            checkout(come, number, identity, Map.of("Idempotency-Key", key(number)),
                    Map.of("currency", "EUR", "lines", lines, "shippingMethod", method(), "codes", codes()),
                    token(number), problem -> {});
        }
    }

    /** Orders the cart as it was seen; who is shown another one may order that. */
    private void checkout(Duration when, int number, Caller caller, Seen seen) {
        var method = method();
        checkout(when, number, caller, seen, method, codes());
    }

    private void checkout(
            Duration when, int number, Caller caller, Seen seen, String method, List<String> codes) {
        checkout(when, number, caller, seen, method, codes,
                rules.total(carts.lines(seen), prices(), method, codes));
    }

    /** Many have heard of the code. */
    private List<String> codes() {
        return random.nextInt(3) == 0 ? List.of(rules.limitedCode()) : List.of();
    }

    private String method() {
        return random.nextInt(3) == 0 ? ShopRules.PICKUP : ShopRules.STANDARD;
    }

    /** @param total what the shopper was shown */
    private void checkout(Duration when, int number, Caller caller, Seen seen, String method, List<String> codes,
            long total) {
        carts.sawTotal(seen, total);
        checkout(when, number, caller, Map.of(),
                Map.of("cartId", seen.cart(), "version", seen.version(), "total", total, "shippingMethod", method,
                        "codes",
                        codes),
                token(number), problem -> {
                    if (problem.path("type").asText().equals("urn:stampede:problem:total-changed")) {
                        checkout(Duration.ofMillis(random.nextInt(3000)), number, caller, seen, method,
                                codes, problem.at("/totals/total").asLong());
                    }
                    if (problem.path("type").asText().equals("urn:stampede:problem:code-refused")) {
                        checkout(Duration.ofMillis(random.nextInt(3000)), number, caller, seen, method, List.of());
                    }
                    if (problem.path("type").asText().equals("urn:stampede:problem:cart-changed")) {
                        var shown = carts.saw(problem.path("cart"));
                        if (random.nextBoolean()) {
                            checkout(Duration.ofMillis(random.nextInt(3000)), number, caller, shown);
                        }
                    }
                });
    }

    /** In another tab, where the cart may then be ordered as well. */
    private void change(Duration when, int number, Caller caller, String cart, String sku) {
        var path = Map.of("cartId", cart, "sku", sku);
        var request = random.nextInt(4) == 0
                ? new Request("CartFunction-DeleteItem", caller, path, Map.of(), Map.of())
                : new Request("CartFunction-PutItem", caller, path, Map.of(),
                        Map.of("quantity", 1 + random.nextInt(4)));
        api.send(when, request, (status, answer) -> {
            if (status == OK) {
                var shown = carts.saw(answer);
                if (random.nextInt(3) == 0) {
                    checkout(Duration.ofMillis(random.nextInt(3000)), number, caller, shown);
                }
            } else if (status != CONFLICT) {
                surprises.add(request + " " + status + " " + answer);
            }
        });
    }

    /** @param refused is told why, if the answer is 409 */
    private void checkout(Duration when, int number, Caller caller, Map<String, String> headers,
            Map<String, Object> purchase, String token, Consumer<JsonNode> refused) {
        var body = new LinkedHashMap<String, Object>(purchase);
        body.put("email", mailbox(number));
        body.put("shippingAddress", ShopRules.address());
        body.put("paymentToken", token);
        var plan = random.nextInt(20);
        var patience = Duration.ofSeconds(random.nextInt(900));
        var otherToken = random.nextInt(3) == 0 ? token() : "tok_approve";
        api.send(when, new Request("CheckoutFunction-Checkout", caller, Map.of(), headers, body), (status, answer) -> {
            if (status == ACCEPTED) {
                var order = answer.path("orderId").asText();
                accepted.add(answer.path("reference").asText());
                if (token.equals("tok_action") && random.nextInt(4) == 0) {
                    bank.callBackEarly(answer.path("reference").asText() + "/0");
                }
                if (token.equals("tok_action") || otherToken.equals("tok_action")) {
                    bank.visit(Duration.ofSeconds(random.nextInt(200)), order, caller);
                    bank.visit(patience.plusSeconds(random.nextInt(60)), order, caller);
                }
                follow(order, caller, plan, patience, otherToken, !token.equals("tok_approve"));
            } else if (status == CONFLICT) {
                refused.accept(answer);
            } else if (status != UNPROCESSABLE && status != TOO_MANY) {
                surprises.add("checkout " + status + " " + answer);
            }
        });
    }

    private void follow(String order, Caller caller, int plan, Duration patience, String otherToken,
            boolean paysAgain) {
        if (paysAgain && plan < 14) {
            pay(patience, order, caller, otherToken);
        }
        repairRefunds(order);
        repairCapture(order);
        switch (plan) {
            case 0, 1 -> cancel(patience, order, caller);
            case 2 -> cancel(Duration.ofMillis(random.nextInt(2000)), order, caller);
            case 3, 4, 5, 6 -> ship(patience, order);
            case 7, 8 -> refund(patience.plusSeconds(120), order);
            case 9 -> {
                ship(patience, order);
                refund(patience, order);
                cancel(patience, order, caller);
            }
            case 10 -> shipInParts(patience.plusSeconds(60), order, caller);
            case 11 -> refundParts(patience.plusSeconds(60), order);
            case 14 -> refundInDashboard(patience.plusSeconds(60), order);
            case 12 -> cancelUnits(patience.plusSeconds(60), order, caller);
            case 13 -> {
                ship(patience.plusSeconds(60), order);
                returnUnits(patience.plusSeconds(120), order, caller);
            }
            case 15 -> {
                capture(patience.plusSeconds(60), order);
                ship(patience.plusSeconds(60 + random.nextInt(3)), order);
                cancel(patience.plusSeconds(60 + random.nextInt(3)), order, caller);
            }
            default -> {
                // Most are content.
            }
        }
    }

    private void read(Duration when, String order, Consumer<JsonNode> then) {
        api.send(when, new Request("OrdersFunction-GetOrder", Caller.STAFF, Map.of("orderId", order), Map.of(),
                Map.of()), (status, answer) -> {
                    if (status == OK) {
                        then.accept(answer);
                    } else {
                        surprises.add("read " + order + " " + status + " " + answer);
                    }
                });
    }

    /** Some units of the first line of which there are any. */
    private Optional<List<Map<String, Object>>> some(JsonNode order, String ofLine) {
        return StreamSupport.stream(order.path("lines").spliterator(), false)
                .filter(line -> line.path(ofLine).asInt() > 0)
                .findFirst()
                .map(line -> List.of(Map.of(
                        "sku", line.path("sku").asText(),
                        "quantity", 1 + random.nextInt(line.path(ofLine).asInt()))));
    }

    private Request staff(String sample, String order, Map<String, ?> body) {
        return new Request(sample, Caller.STAFF, Map.of("orderId", order), newKey(), body);
    }

    /** Each request has its own; a repeated one has the same. */
    private Map<String, String> newKey() {
        return Map.of("Idempotency-Key", "staff-" + Long.toHexString(random.nextLong()));
    }

    /** Two people pack at the same time, and some units come back. */
    private void shipInParts(Duration when, String order, Caller caller) {
        read(when, order, seen -> some(seen, "shippable").ifPresent(lines -> {
            for (var parcel = 0; parcel < 2; parcel++) {
                ask(Duration.ofMillis(random.nextInt(300)), SHIPPED, staff(
                        "OrdersFunction-ShipOrder", order, Map.of("carrier", "Post", "lines", lines)));
            }
            if (random.nextBoolean()) {
                cancelUnits(Duration.ofSeconds(30), order, caller);
            }
            if (random.nextBoolean()) {
                ask(Duration.ofSeconds(60), SHIPPED,
                        staff("OrdersFunction-ShipOrder", order, Map.of()));
            }
            returnUnits(Duration.ofSeconds(90), order, caller);
        }));
    }

    /** Two people refund at the same time, together more than there is. */
    private void refundParts(Duration when, String order) {
        read(when, order, seen -> {
            var amount = seen.path("refundable").asLong() * 6 / 10;
            if (amount > 0) {
                for (var person = 0; person < 2; person++) {
                    ask(Duration.ofMillis(random.nextInt(300)), Map.of(ACCEPTED, Promise.PART_REFUND),
                            staff("OrdersFunction-RefundOrder", order, Map.of("amount", amount)));
                }
            }
            some(seen, "shippable").ifPresent(lines -> ask(
                    Duration.ofMillis(random.nextInt(60_000)), Map.of(ACCEPTED, Promise.PART_REFUND), staff(
                            "OrdersFunction-RefundOrder", order,
                            Map.of("lines", lines, "restock", random.nextBoolean()))));
        });
    }

    /** Once or twice, sometimes when staff refund the order too. */
    private void refundInDashboard(Duration when, String order) {
        read(when, order, seen -> {
            var left = seen.path("refundable").asLong();
            if (left > 0) {
                var reference = seen.path("reference").asText();
                for (var times = random.nextInt(2); times >= 0; times--) {
                    bank.refundInDashboard(Duration.ofMillis(random.nextInt(90_000)), reference,
                            1 + random.nextLong(left), AFTER_TROUBLE);
                }
            }
        });
        switch (random.nextInt(4)) {
            case 0 -> refundParts(when, order);
            case 1 -> refund(when, order);
            case 2 -> refundParts(when.plusSeconds(120), order);
            default -> {
                // Only in the dashboard.
            }
        }
    }

    private void cancelUnits(Duration when, String order, Caller caller) {
        read(when, order, seen -> some(seen, "shippable").ifPresent(lines -> {
            ask(Duration.ofMillis(random.nextInt(300)), UNITS_CANCELLED, new Request(
                    "OrdersFunction-CancelOrder", caller, Map.of("orderId", order), newKey(), Map.of("lines", lines)));
            ask(Duration.ofMillis(random.nextInt(300)), UNITS_CANCELLED, staff(
                    "OrdersFunction-CancelUnits", order, Map.of("lines", lines, "restock", random.nextInt(3) > 0)));
        }));
    }

    private void returnUnits(Duration when, String order, Caller caller) {
        read(when, order, seen -> some(seen, "returnable").ifPresent(lines -> api.send(
                Duration.ofMillis(random.nextInt(300)),
                new Request("OrdersFunction-RequestReturn", caller, Map.of("orderId", order), newKey(),
                        Map.of("lines", lines, "reason", "Too big")),
                (status, answer) -> {
                    if (status == CREATED) {
                        answer.path("returns").forEach(found -> decideReturn(order, found.path("returnId").asText()));
                    } else if (status != CONFLICT) {
                        surprises.add("return " + status + " " + answer);
                    }
                })));
    }

    private void decideReturn(String order, String returnId) {
        if (random.nextInt(4) == 0) {
            step(Duration.ofSeconds(5), "OrdersFunction-RefuseReturn", order, returnId, Map.of());
            return;
        }
        step(Duration.ofSeconds(5), "OrdersFunction-ApproveReturn", order, returnId, Map.of());
        step(Duration.ofSeconds(60), "OrdersFunction-ReceiveReturn", order, returnId,
                Map.of("restock", random.nextBoolean()));
        step(Duration.ofSeconds(120), "OrdersFunction-RefundReturn", order, returnId, Map.of());
    }

    private void step(Duration when, String sample, String order, String returnId, Map<String, ?> body) {
        tell(when, new Request(
                sample, Caller.STAFF, Map.of("orderId", order, "returnId", returnId), Map.of(), body), () -> {});
    }

    /** In the end, somebody looks after refunds that the payment provider refused. */
    private void repairRefunds(String order) {
        var last = Duration.ofMinutes(75);
        for (var look : List.of(Duration.ofMinutes(57), last)) {
            read(look, order, seen -> seen.path("refunds").forEach(refund -> {
                if (refund.path("status").asText().equals("FAILED")) {
                    // What was refunded in the dashboard is refused each time.
                    var settle = random.nextInt(3) == 0 || look.equals(last)
                            && refund.path("failure").asText().equals("charge_already_refunded");
                    tell(Duration.ofSeconds(random.nextInt(20)), new Request(
                            settle ? "OrdersFunction-SettleRefund" : "OrdersFunction-RetryRefund", Caller.STAFF,
                            Map.of("orderId", order, "refundId", refund.path("refundId").asText()), Map.of(),
                            Map.of()), () -> {});
                }
            }));
        }
    }

    private void capture(Duration when, String order) {
        tell(when, new Request("OrdersFunction-CapturePayment", Caller.STAFF, Map.of("orderId", order), Map.of(),
                Map.of()), () -> {});
    }

    /** In the end, somebody looks after payments that could not be captured, or cancels the order. */
    private void repairCapture(String order) {
        var last = Duration.ofMinutes(75);
        for (var look : List.of(Duration.ofMinutes(57), last)) {
            read(look, order, seen -> {
                if (seen.path("status").asText().equals("CAPTURE_FAILED")) {
                    var choice = look.equals(last) ? 2 : random.nextInt(4);
                    switch (choice) {
                        case 0 -> cancel(Duration.ofSeconds(random.nextInt(20)), order, Caller.STAFF);
                        case 1 -> ship(Duration.ofSeconds(random.nextInt(20)), order);
                        case 2 -> tell(Duration.ofSeconds(random.nextInt(20)), new Request(
                                "OrdersFunction-SettleCapture", Caller.STAFF, Map.of("orderId", order), Map.of(),
                                Map.of()), () -> {});
                        default -> capture(Duration.ofSeconds(random.nextInt(20)), order);
                    }
                }
            });
        }
    }

    /** A good answer promises nothing: a payment with the same token may be under way, and lead to anything. */
    private void pay(Duration when, String order, Caller caller, String token) {
        tell(when, new Request("PaymentRetryFunction-SubmitPayment", caller, Map.of("orderId", order), Map.of(),
                Map.of("paymentToken", token)), () -> {});
    }

    private void cancel(Duration when, String order, Caller caller) {
        ask(when, Map.of(OK, Promise.CANCELLED, ACCEPTED, Promise.REFUND),
                new Request("OrdersFunction-CancelOrder",
                        caller, Map.of("orderId", order), Map.of(), Map.of()));
    }

    private void ship(Duration when, String order) {
        ask(when, SHIPPED, new Request("OrdersFunction-ShipOrder", Caller.STAFF,
                Map.of("orderId", order), Map.of(), Map.of("carrier", "Post")));
    }

    private void refund(Duration when, String order) {
        ask(when, Map.of(ACCEPTED, Promise.REFUND), new Request("OrdersFunction-RefundOrder", Caller.STAFF,
                Map.of("orderId", order), Map.of(), Map.of()));
    }

    /** @param promised what each good answer says; refused by 409 otherwise */
    private void ask(Duration when, Map<Integer, Promise> promised, Request request) {
        api.send(when, request, (status, answer) -> {
            if (promised.containsKey(status)) {
                promises.computeIfAbsent(answer.path("reference").asText(), first -> EnumSet.noneOf(Promise.class))
                        .add(promised.get(status));
            } else if (status != CONFLICT) {
                surprises.add(request + " " + status + " " + answer);
            }
        });
    }

    private void adjust(Duration when, String name, String sku, int delta) {
        var adjustment = adjustment(name, sku, delta);
        tell(when, new Request("InventoryFunction-AdjustStock", Caller.STAFF, Map.of(), Map.of(), adjustment),
                () -> appliedAdjustments.add(id(adjustment)));
    }

    private void bulk(Duration when, int number) {
        var lines = skus().stream().map(sku -> adjustment("bulk" + number + sku, sku, random.nextInt(7) - 3))
                .filter(line -> !line.get("delta").equals(0)).toList();
        if (!lines.isEmpty()) {
            tell(when, new Request("InventoryFunction-AdjustStock", Caller.STAFF, Map.of(), Map.of(),
                    Map.of("adjustments", lines)),
                    () -> lines.forEach(line -> acceptedAdjustments.add(id(line))));
        }
    }

    private Map<String, Object> adjustment(String name, String sku, int delta) {
        return Map.of("adjustmentId", Long.toHexString(seed) + "-" + name + "-" + sku, "sku", sku, "delta", delta,
                "reason", "Simulated");
    }

    private static String id(Map<String, Object> adjustment) {
        return adjustment.get("adjustmentId").toString();
    }

    private void reshard(Duration when, String sku, int shards) {
        tell(when, new Request("InventoryFunction-SetShards", Caller.STAFF, Map.of("sku", sku), Map.of(),
                Map.of("shards", shards)), () -> {});
    }

    /** @param then is done after a good answer; refused by 409 otherwise */
    private void tell(Duration when, Request request, Runnable then) {
        api.send(when, request, (status, answer) -> {
            if (Set.of(OK, CREATED, ACCEPTED).contains(status)) {
                then.run();
            } else if (status != CONFLICT && status != TOO_MANY) {
                surprises.add(request + " " + status + " " + answer);
            }
        });
    }

    /** Some customers share one, and so what it may leave unpaid. */
    private static String mailbox(int number) {
        return isFamily(number) ? "Family+" + number + "@example.com" : "buyer" + number + "@example.com";
    }

    private static boolean isFamily(int number) {
        return number % 5 == 0;
    }

    private NavigableMap<String, Integer> lines() {
        var wanted = new ArrayList<>(skus());
        Collections.shuffle(wanted, random);
        return wanted.subList(0, 1 + random.nextInt(3)).stream()
                .collect(Collectors.toMap(sku -> sku, sku -> units(), (a, b) -> a, TreeMap::new));
    }

    /** A few want more than may be held unpaid. */
    private int units() {
        return random.nextInt(40) == 0 ? SimulationVerdict.LIMITS.maxUnits() + 1 : 1 + random.nextInt(2);
    }

    private String token() {
        return token(OUTAGE);
    }

    private String token(int number) {
        return token(isFamily(number) ? FAMILY_OUTAGE : OUTAGE);
    }

    private String token(double outage) {
        return random.nextDouble() < outage ? "tok_outage" : TOKENS.get(random.nextInt(TOKENS.size()));
    }

    /** A random UUID of version 4, as guests must have, that no other seed has. */
    private String key(int number) {
        return new UUID(Chance.hash(seed, "key " + number) & ~0xF000L | 0x4000L,
                Chance.hash(seed, "more of key " + number) & ~(3L << 62) | 2L << 62).toString();
    }

    private String anySku() {
        return skus().get(random.nextInt(SKUS));
    }

    private Duration someTime() {
        return Duration.ofSeconds(20L + random.nextInt(SECONDS_OPEN));
    }
}

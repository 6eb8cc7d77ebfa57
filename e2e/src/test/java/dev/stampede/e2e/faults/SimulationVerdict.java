package dev.stampede.e2e.faults;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.inventory.adapters.DynamoDbCustomerCounts;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.reservation.CustomerCount;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.StockEquation;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold when everything has come to rest. */
final class SimulationVerdict {

    /** What the answer to a request about an order says. */
    enum Promise {
        CANCELLED,
        SHIPPED,
        /** The payment is captured, or could not be; then it ships. */
        CAPTURE,
        /** Units are cancelled and not charged. */
        UNITS_CANCELLED,
        /** All money is going back. */
        REFUND,
        /** Some money is going back. */
        PART_REFUND
    }

    private static final Set<OrderStatus> ENDS = Set.of(OrderStatus.REJECTED, OrderStatus.CANCELLED,
            OrderStatus.EXPIRED, OrderStatus.AUTHORIZED,
            OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.REFUNDED);

    /** The store's, small enough to be reached. */
    static final UnpaidLimits LIMITS = new UnpaidLimits(4, 6, 5);

    /** Of one SKU, in all orders of a customer. */
    static final int MOST_PER_CUSTOMER = 3;

    private static final Backoff NO_WAIT = new Backoff(pause -> {}, new Random());

    private final DynamoDbClient dynamoDb;
    private final Template template;
    /** By order. */
    private final Map<String, List<Map<String, AttributeValue>>> ledger = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Long> judged = new TreeMap<>();
    /** When each order's payment was first attempted without a fault. */
    private final Map<String, Instant> charged = new HashMap<>();

    SimulationVerdict(DynamoDbClient dynamoDb, Template template) {
        this.dynamoDb = dynamoDb;
        this.template = template;
    }

    /** All that does not hold; empty if all is well. */
    List<String> wrong() {
        return wrong;
    }

    /** How much of what is not in every simulation was judged. */
    Map<String, Long> judged() {
        return judged;
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    /** Messages and stream records that were lost for good: every order comes to its end all the same. */
    void lost(long messages, long records) {
        judged.merge("messages lost", messages, Long::sum);
        judged.merge("records lost", records, Long::sum);
    }

    /** The logs, as they are in the table, of all orders that were ever placed. */
    Map<String, Order> orders(Collection<String> ids) {
        var orders = new LinkedHashMap<String, Order>();
        ids.forEach(id -> order(id).ifPresent(order -> orders.put(id, order)));
        return orders;
    }

    private Optional<Order> order(String id) {
        return new DynamoDbOrderLog(dynamoDb, table("OrdersTable"), Clock.systemUTC(), NO_WAIT).find(new OrderId(id));
    }

    /** How many units there are of each SKU right now. */
    Map<Sku, Long> units(List<String> skus) {
        return read(skus.stream().map(Sku::new).toList()).values().stream()
                .collect(Collectors.toMap(Stock::sku, Stock::available));
    }

    /** @param least the least that there was of each SKU while it was decided to reject the order */
    void rejection(String id, Map<Sku, Long> least) {
        var order = order(id).orElseThrow();
        var wanted = order.placed().units();
        if (((Fact.StockRejected) order.facts().getLast().fact()).holdLimit() != null) {
            judged.merge("orders for too much", 1L, Long::sum);
            require(wanted.values().stream().anyMatch(units -> units > LIMITS.maxUnits()),
                    id + " was rejected for too much, though it wants no more than " + wanted);
            return;
        }
        if (!((Fact.StockRejected) order.facts().getLast().fact()).limitsReached().isEmpty()) {
            judged.merge("orders above the limit per customer", 1L, Long::sum);
            return;
        }
        judged.merge("rejections", 1L, Long::sum);
        require(wanted.entrySet().stream().anyMatch(line -> line.getValue() > least.get(line.getKey())),
                id + " was rejected, though of what it wants, " + wanted + ", there was always enough: " + least);
    }

    private Map<Sku, Stock> read(Collection<Sku> skus) {
        return new DynamoDbStocks(dynamoDb, table("InventoryTable"), NO_WAIT).read(skus);
    }

    void stock(List<String> skus, Collection<Order> orders) {
        var stocks = read(skus.stream().map(Sku::new).toList());
        StockEquation.differences(stocks.values(), orders).forEach(difference -> wrong.add(difference.toString()));
        stocks.values().forEach(stock -> {
            require(stock.shards().stream().allMatch(shard -> shard.available() >= 0), "Oversold: " + stock);
            require(stock.received() == moved(stock.sku()), "Received " + stock.received() + " of " + stock.sku()
                    + ", but its movements say " + moved(stock.sku()));
            shown(stock);
        });
    }

    /** No more orders have the limited code than it has uses, and each use is in an order or left. */
    void code(ShopRules rules, Collection<Order> orders) {
        var code = rules.limitedCode();
        var having = orders.stream()
                .filter(order -> order.placed().codes().contains(code)).toList();
        having.forEach(order -> require(List.of(code).equals(order.placed().limitedCodes()),
                order.id() + " takes no use of its code"));
        var taken = having.stream().mapToLong(order -> held(order, Sku.ofPromotion(code))).sum();
        var stock = read(List.of(Sku.ofPromotion(code))).get(Sku.ofPromotion(code));
        require(stock.received() == rules.uses(), code + " has " + stock.received() + " uses of " + rules.uses());
        require(taken + stock.available() == rules.uses(),
                code + " is in " + taken + " orders with " + stock.available() + " uses left of " + rules.uses());
        judged.merge("orders with the limited code", taken, Long::sum);
        judged.merge("orders for which the code was used up", having.stream()
                .filter(order -> order.facts().getLast().fact() instanceof Fact.StockRejected rejected
                        && rejected.shortages().stream().anyMatch(shortage -> shortage.sku().isInternal()))
                .count(), Long::sum);
    }

    /** Nobody has more than the limit, what is counted is what orders hold, and only those are rejected who would have more. */
    void customers(Collection<Order> orders) {
        var limited = orders.stream().filter(order -> order.placed().customerLimits() != null).toList();
        var counts = new DynamoDbCustomerCounts(dynamoDb, table("InventoryTable"), NO_WAIT);
        limited.stream().collect(Collectors.groupingBy(order -> order.placed().customerLimits().customer()))
                .forEach((customer, theirs) -> {
                    var sku = theirs.getFirst().placed().customerLimits().limits().firstKey();
                    var units = theirs.stream().mapToInt(order -> held(order, sku)).sum();
                    var count = new CustomerCount(sku, customer);
                    require(units <= MOST_PER_CUSTOMER, "A customer has " + units + " of " + sku);
                    require(counts.read(List.of(count)).get(count) == units,
                            "A customer has " + units + " of " + sku + ", counted are " + counts.read(List.of(count)));
                    var reserved = theirs.stream().filter(SimulationVerdict::wasReserved)
                            .mapToInt(order -> order.placed().units().get(sku)).sum();
                    theirs.stream().filter(SimulationVerdict::isAboveLimit).forEach(order -> require(
                            reserved + order.placed().units().get(sku) > MOST_PER_CUSTOMER,
                            order.id() + " was rejected, though its buyer never had more than " + reserved + " of "
                                    + sku));
                });
        judged.merge("orders with a limit per customer", (long) limited.size(), Long::sum);
        judged.merge("orders with a limit per customer that gave units back",
                limited.stream().filter(order -> order.facts().stream()
                        .anyMatch(recorded -> recorded.fact() instanceof Fact.StockReleased)).count(),
                Long::sum);
    }

    private static int held(Order order, Sku sku) {
        return Allocation.units(order.allocations()).getOrDefault(sku, 0);
    }

    private static boolean wasReserved(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.StockReserved);
    }

    private static boolean isAboveLimit(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.StockRejected rejected
                && !rejected.limitsReached().isEmpty());
    }

    /** Counts the changes of old orders, which a checkpoint finds by their entries in an index. */
    void late(Collection<Order> orders) {
        judged.merge("late facts", orders.stream()
                .mapToLong(order -> order.facts().stream().filter(fact -> fact.isLate(order.placedAt())).count())
                .sum(), Long::sum);
    }

    private long moved(Sku sku) {
        return movements(sku).stream().filter(movement -> !movement.containsKey("refusal"))
                .mapToLong(movement -> Long.parseLong(movement.get("delta").n())).sum();
    }

    private List<Map<String, AttributeValue>> movements(Sku sku) {
        return dynamoDb.query(query -> query.tableName(table("InventoryTable")).indexName("movementsBySku")
                .keyConditionExpression("movementSku = :sku")
                .expressionAttributeValues(Map.of(":sku", AttributeValue.fromS(sku.value()))))
                .items();
    }

    /**
     * What staff were told is so.
     *
     * @param applied  adjustments that were said to be done
     * @param accepted adjustments that were taken, to be done or refused later
     */
    void adjustments(List<String> skus, Set<String> applied, Set<String> accepted) {
        var refusedById = skus.stream().flatMap(sku -> movements(new Sku(sku)).stream()).collect(Collectors.toMap(
                movement -> movement.get("adjustmentId").s(), movement -> movement.containsKey("refusal")));
        judged.merge("adjustments", (long) applied.size() + accepted.size(), Long::sum);
        applied.forEach(id -> require(Boolean.FALSE.equals(refusedById.get(id)), id + " was said to be applied"));
        accepted.forEach(id -> require(refusedById.containsKey(id), id + " was accepted and is lost"));
    }

    /** Each cart became one order at most, at what its buyer saw, and names it. */
    void carts(Carts carts, Collection<Order> orders) {
        var byCart = orders.stream().filter(order -> order.placed().cart() != null)
                .collect(Collectors.groupingBy(order -> order.placed().cart().cartId().value()));
        carts.last().forEach((cart, shown) -> {
            var made = byCart.getOrDefault(cart, List.of());
            made.forEach(order -> seen(carts, order));
            var live = made.stream().filter(order -> !order.freesCart()).toList();
            judged.merge("carts", 1L, Long::sum);
            require(live.size() <= 1 || live.stream().anyMatch(SimulationVerdict::isPaidLate),
                    cart + " was bought " + live.size() + " times: " + live.stream().map(Order::id).toList());
            var named = shown.path("orderId").asText("");
            require(live.isEmpty() ? named.isEmpty()
                    : live.stream().anyMatch(order -> CartOrders.key(order).value().equals(named)),
                    cart + " names " + named + " of " + live.stream().map(Order::id).toList());
            if (shown.path("orderedVersion").asLong() < shown.path("version").asLong() && !live.isEmpty()) {
                judged.merge("carts changed during checkout", 1L, Long::sum);
            }
        });
    }

    private void seen(Carts carts, Order order) {
        var cart = order.placed().cart();
        var seen = carts.totals(new Carts.Seen(cart.cartId().value(), cart.version()));
        require(seen.contains(order.placed().total().amount()),
                order.id() + " costs " + order.placed().total() + ", but " + cart + " showed " + seen);
    }

    /** Money that comes to light in the moment in which the cart is ordered again buys the first order too. */
    private static boolean isPaidLate(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.PaymentCapturedLate);
    }

    /**
     * @param messages in the queue of parked records
     * @param expected the functions, and the orders whose records each could not read
     * @param lost how many records the functions never got
     */
    void parked(List<String> messages, Set<String> expected, long lost) {
        var found = messages.stream().map(ParkedRecord::parse).collect(Collectors.groupingBy(record -> record.function()
                + " " + record.record().at("/dynamodb/NewImage/orderId/S").asText(), Collectors.counting()));
        judged.merge("parked", (long) found.size(), Long::sum);
        require(expected.containsAll(found.keySet()) && expected.size() - found.size() <= lost,
                "parked are " + found + ", not " + expected);
    }

    /** Somebody was told that the order is so far. @param order null if it is lost */
    void kept(String id, @Nullable Order order, Promise promise) {
        judged.merge(promise.toString(), 1L, Long::sum);
        if (order == null) {
            require(false, id + " is lost, though somebody was told: " + promise);
            return;
        }
        var facts = order.facts().stream().map(RecordedFact::fact);
        var isKept = switch (promise) {
            case CANCELLED -> facts.anyMatch(Fact.OrderCancelled.class::isInstance);
            case SHIPPED -> facts.anyMatch(Fact.OrderShipped.class::isInstance);
            case CAPTURE -> facts.anyMatch(Fact.CaptureRequested.class::isInstance)
                    && (order.isShipped() || wasNotCaptured(order));
            case UNITS_CANCELLED -> facts.anyMatch(Fact.UnitsCancelled.class::isInstance);
            case REFUND -> order.status() == OrderStatus.REFUNDED;
            case PART_REFUND -> facts.anyMatch(Fact.RefundRequested.class::isInstance);
        };
        require(isKept, id + " is " + order.status() + ", though somebody was told: " + promise);
    }

    private static boolean wasNotCaptured(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.CaptureFailed);
    }

    /**
     * Who was told that a payment is confirmed has paid, and in time unless the order was cancelled or exceeded a limit.
     *
     * @param order null if it is lost
     */
    void confirmed(String id, @Nullable Order order, Set<Integer> attempts) {
        judged.merge("confirmed at the bank", 1L, Long::sum);
        if (order == null) {
            require(false, id + " is lost, though its payment was confirmed");
            return;
        }
        var facts = order.facts().stream().map(RecordedFact::fact).toList();
        var isEndedOtherwise = facts.stream().anyMatch(fact -> fact instanceof Fact.OrderCancelled
                || fact instanceof Fact.HoldExpired expired && expired.limit() != null);
        // An authorization of an order that has ended is voided.
        require(facts.stream().anyMatch(fact -> fact instanceof Fact.PaymentCaptured captured
                && attempts.contains(captured.attempt())
                || fact instanceof Fact.PaymentAuthorized authorized && attempts.contains(authorized.attempt())
                || fact instanceof Fact.PaymentCapturedLate late && attempts.contains(late.attempt()))
                || order.isCapturedAtShipment() && isEndedOtherwise,
                id + " is " + order.status() + ", though its payment was confirmed");
        require(isEndedOtherwise || facts.stream().noneMatch(Fact.HoldExpired.class::isInstance),
                id + " was confirmed in time, but its hold ended");
    }

    private void shown(Stock stock) {
        var shown = item("CatalogTable", "sku#" + stock.sku()).get("availability").s();
        var expected = stock.available() == 0 ? "OUT" : stock.available() <= stock.lowThreshold() ? "LOW" : "IN_STOCK";
        require(shown.equals(expected), stock.sku() + " is shown as " + shown + " with " + stock.available() + " left");
    }

    /** The payment of an order was attempted, without a fault of our own: whatever is not paid now counts as unpaid. */
    void charged(String id, Instant at) {
        charged.putIfAbsent(id, at);
    }

    /** What an order held from the time when it was not paid until the end of its hold. */
    private record UnpaidHold(Order order, Instant from, Instant until) {

        /**
         * How far the clock of one invocation can be ahead of another's, since it includes what its own calls waited for.
         * An invocation that is ahead sees a hold end before the others do.
         */
        private static final Duration AHEAD = Duration.ofSeconds(15);

        boolean isHeldAt(Instant at) {
            return !at.isBefore(from) && at.plus(AHEAD).isBefore(until);
        }

        int units(Sku sku) {
            return order.placed().lines().stream().filter(line -> line.sku().equals(sku))
                    .mapToInt(OrderLine::quantity).sum();
        }
    }

    /** Nobody ever held more unpaid than they may. */
    void unpaid(Collection<Order> orders) {
        var byCaller = new TreeMap<String, List<UnpaidHold>>();
        orders.forEach(order -> unpaidHold(order).ifPresent(hold -> CallerKey.of(order.placed())
                .forEach(caller -> byCaller
                        .computeIfAbsent(caller.kind() + " " + caller.id(), first -> new ArrayList<>()).add(hold))));
        byCaller.forEach((caller, holds) -> {
            var max = LIMITS.maxUnits()
                    * (caller.startsWith(CallerKey.Kind.ADDRESS.name()) ? LIMITS.addressFactor() : 1);
            for (var one : holds) {
                for (var line : one.order.placed().lines()) {
                    var held = holds.stream()
                            .filter(hold -> hold.isHeldAt(one.from) && hold.units(line.sku()) > 0).toList();
                    var units = held.stream().mapToInt(hold -> hold.units(line.sku())).sum();
                    require(units <= max, caller + " held " + units + " unpaid units of " + line.sku() + " at "
                            + one.from + ": " + held.stream().map(hold -> hold.order.id() + " " + hold.from + " to "
                                    + hold.until + " " + hold.units(line.sku())).toList());
                }
            }
        });
        orders.forEach(this::countLimits);
    }

    /** Empty if its payment was never attempted. Of an order that is paid at once, it ends when it begins. */
    private Optional<UnpaidHold> unpaidHold(Order order) {
        if (isProcessing(order)) {
            return Optional.empty();
        }
        var ends = new ArrayList<Instant>();
        for (var recorded : order.facts()) {
            switch (recorded.fact()) {
                case Fact.StockReserved reserved when ends.isEmpty() -> ends.add(reserved.heldUntil());
                case Fact.PaymentDeclined declined when declined.heldUntil() != null -> ends.add(declined.heldUntil());
                case Fact.HoldExpired expired -> ends.add(recorded.at());
                case Fact.OrderCancelled cancelled -> ends.add(recorded.at());
                case Fact.PaymentCaptured captured -> ends.add(recorded.at());
                case Fact.PaymentAuthorized authorized -> ends.add(recorded.at());
                // An order whose money is on its way is not counted any more, a moment before the log says so.
                case Fact.PaymentSubmitted submitted when isCapturedLater(order, submitted.attempt()) ->
                        ends.add(recorded.at());
                default -> {
                    // It ends nothing.
                }
            }
        }
        return Stream.concat(
                firstAt(order, Fact.PaymentDeclined.class, Fact.PaymentActionRequired.class).stream(),
                Optional.ofNullable(charged.get(order.id().value())).stream())
                .min(Comparator.naturalOrder())
                .map(at -> new UnpaidHold(order, at, ends.stream().min(Comparator.naturalOrder()).orElseThrow()));
    }

    /** The bank takes its time: that is not counted against the shopper. */
    private static boolean isProcessing(Order order) {
        return order.facts().stream().map(RecordedFact::fact)
                .anyMatch(fact -> fact instanceof Fact.OrderPlaced placed
                        && String.valueOf(placed.paymentToken()).startsWith("tok_processing")
                        || fact instanceof Fact.PaymentSubmitted submitted
                                && submitted.paymentToken().startsWith("tok_processing"));
    }

    private static boolean isCapturedLater(Order order, int attempt) {
        return order.facts().stream().map(RecordedFact::fact).anyMatch(
                fact -> fact instanceof Fact.PaymentCaptured captured && captured.attempt() <= attempt
                        || fact instanceof Fact.PaymentAuthorized authorized && authorized.attempt() <= attempt
                        || fact instanceof Fact.PaymentCapturedLate late && late.attempt() <= attempt);
    }

    private static Optional<Instant> firstAt(Order order, Class<?>... types) {
        return order.facts().stream()
                .filter(recorded -> Set.of(types).contains(recorded.fact().getClass()))
                .map(RecordedFact::at).findFirst();
    }

    private void countLimits(Order order) {
        var facts = order.facts().stream().map(RecordedFact::fact).toList();
        if (facts.stream().anyMatch(fact -> fact instanceof Fact.HoldExpired expired && expired.limit() != null)) {
            judged.merge("holds ended by a limit", 1L, Long::sum);
            if (firstAt(order, Fact.PaymentDeclined.class, Fact.PaymentActionRequired.class).isEmpty()) {
                judged.merge("holds without an answer ended by a limit", 1L, Long::sum);
            }
        } else if (facts.stream().anyMatch(Fact.PaymentDeclined.class::isInstance)) {
            var ended = firstAt(order, Fact.HoldExpired.class);
            var heldAtFirst = facts.stream().filter(Fact.StockReserved.class::isInstance)
                    .map(fact -> ((Fact.StockReserved) fact).heldUntil()).findFirst().orElseThrow();
            if (ended.isPresent() && ended.get().isBefore(heldAtFirst)) {
                judged.merge("holds shortened by a decline", 1L, Long::sum);
            }
        }
    }

    void end(Order order) {
        require(ENDS.contains(order.status()), order.id() + " has no end: " + order.status());
        require(!order.owesRelease(), order.id() + " still holds stock: " + order.status());
        require(order.refunds().stream().allMatch(Refund::isPaid), order.id() + " owes a refund: " + order.refunds());
        var bought = order.placed().lines().stream().mapToInt(OrderLine::quantity).sum();
        var uncaptured = order.facts().stream().map(RecordedFact::fact)
                .filter(Fact.UnitsCancelled.class::isInstance).map(Fact.UnitsCancelled.class::cast).toList();
        var back = units(order.refunds().stream().flatMap(refund -> refund.restock().stream()))
                + units(uncaptured.stream().flatMap(cancelled -> cancelled.restock().stream()))
                + units(order.returns().stream().flatMap(found -> found.restock().stream()));
        var held = order.allocations().stream().filter(allocation -> !allocation.sku().isInternal())
                .mapToInt(Allocation::units).sum();
        var kept = units(uncaptured.stream().flatMap(cancelled -> cancelled.lines().stream()))
                - units(uncaptured.stream().flatMap(cancelled -> cancelled.restock().stream()));
        var isSold = Set
                .of(OrderStatus.AUTHORIZED, OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED)
                .contains(order.status());
        var expected = isSold || order.isShipped() || order.status() == OrderStatus.REFUNDED && held > 0
                ? bought - back
                : order.status() == OrderStatus.CANCELLED ? kept : 0;
        require(held == expected, order.id() + " is " + order.status() + " with " + order.allocations() + " of "
                + bought + ", of which " + back + " went back");
        var uses = order.allocations().size() - order.allocations().stream()
                .filter(allocation -> !allocation.sku().isInternal()).count();
        var keepsUses = isSold || order.isShipped() || order.status() == OrderStatus.REFUNDED && !order.isClosed();
        require(uses == (keepsUses ? order.placed().codes().size() : 0),
                order.id() + " is " + order.status() + " with " + uses + " uses of " + order.placed().codes());
        judged.merge("shipments", (long) order.shipments().size(), Long::sum);
        judged.merge("partial refunds", order.refunds().stream().filter(refund -> !refund.isWhole()).count(),
                Long::sum);
        judged.merge("returns", (long) order.returns().size(), Long::sum);
        judged.merge("refunds settled by hand", order.refunds().stream()
                .filter(refund -> refund.status() == Refund.Status.SETTLED).count(), Long::sum);
        judged.merge("refunds retried", order.refunds().stream()
                .filter(refund -> refund.attempt() != refund.id()).count(), Long::sum);
    }

    private static int units(Stream<LineUnits> lines) {
        return lines.mapToInt(LineUnits::quantity).sum();
    }

    /** What the payment provider knows, whoever asked for it; to be read before {@link #money}. */
    void readLedger(Collection<String> keys, Map<String, Order> orders) {
        var entries = keys.stream().filter(key -> !key.startsWith("calls/"))
                .map(key -> Map.of("pk", AttributeValue.fromS(key))).toList();
        for (var entry : BatchGet.consistent(dynamoDb, table("SandboxPaymentsTable"), NO_WAIT).items(entries)) {
            var key = entry.get("pk").s();
            var order = key.substring(0, key.indexOf('/'));
            require(orders.containsKey(order), "The provider has " + key + " of an order that was never placed");
            ledger.computeIfAbsent(order, first -> new ArrayList<>()).add(entry);
        }
    }

    /** The parts of what was charged are those of the rules that the order names. */
    void totals(Order order, ShopRules rules) {
        var recorded = order.placed().totals();
        require(recorded.equals(rules.totals(order)), order.id() + " recorded " + recorded + " instead of "
                + rules.totals(order));
        require(recorded.charged().equals(order.placed().total()), order.id() + " costs " + order.placed().total()
                + ", its parts " + recorded.total());
        judged.merge("orders by rules " + recorded.rulesVersion(), 1L, Long::sum);
        if (recorded.total() == 0) {
            judged.merge("orders of nothing", 1L, Long::sum);
        }
    }

    void money(Order order) {
        if (order.placed().total().amount() == 0) {
            require(!ledger.containsKey(order.id().value()), order.id() + " costs nothing, but the provider was asked");
            return;
        }
        var total = order.placed().total().amount();
        var captured = amounts(order, "CAPTURED");
        var refunded = amounts(order, "REFUNDED");
        var once = order.captured().filter(SimulationVerdict::isByProvider).map(paid -> paid.amount().amount())
                .filter(amount -> amount > 0).stream().toList();
        var paidBack = order.refunds().stream().filter(refund -> refund.status() == Refund.Status.REFUNDED)
                .map(refund -> refund.amount().amount()).filter(amount -> amount > 0).sorted().toList();
        var inDashboard = ledger.getOrDefault(order.id().value(), List.of()).stream()
                .flatMap(entry -> entry.containsKey("dashboard") ? entry.get("dashboard").l().stream() : Stream.of())
                .map(part -> Long.valueOf(part.n())).sorted().toList();
        var reported = order.reports().stream().map(report -> report.amount().amount()).sorted().toList();
        require(reported.equals(inDashboard), order.id() + " reports " + reported + " of the refunds in the dashboard "
                + inDashboard);
        var isExtended = order.facts().stream().anyMatch(fact -> fact.fact() instanceof Fact.HoldExtended);
        var authorizations = amounts(order, "AUTHORIZED").size();
        require(authorizations == 0 || authorizations == 1 && (order.status() == OrderStatus.AUTHORIZED
                || order.captured().filter(paid -> !isByProvider(paid)).isPresent()),
                order.id() + " is " + order.status() + " with " + authorizations + " authorizations");
        require(order.status() != OrderStatus.AUTHORIZED || authorizations == 1,
                order.id() + " is authorized, but not at the provider");
        require(order.authorized().isEmpty() || order.captured().isEmpty()
                || order.captured().get().amount().equals(order.capturable()),
                order.id() + " captured another amount than was left: " + order.captured());
        judged.merge("captures at shipment",
                order.authorized().isPresent() && order.captured().isPresent() ? 1L : 0L, Long::sum);
        judged.merge("captures that failed", wasNotCaptured(order) ? 1L : 0L, Long::sum);
        judged.merge("captures settled by hand",
                order.captured().filter(paid -> !isByProvider(paid)).isPresent() ? 1L : 0L, Long::sum);
        judged.merge("authorizations voided",
                order.authorized().isPresent() && order.status() == OrderStatus.CANCELLED ? 1L : 0L, Long::sum);
        judged.merge("holds extended", isExtended ? 1L : 0L, Long::sum);
        var expected = order.captured().isPresent()
                ? captured.equals(once) && refunded.stream().sorted().toList().equals(paidBack)
                : captured.isEmpty() && refunded.isEmpty();
        require(expected, order.id() + " is " + order.status() + " for " + total + ", captured " + captured
                + ", refunded " + refunded);
    }

    private static boolean isByProvider(Order.Captured paid) {
        return !paid.reference().equals(Fact.CaptureSettled.REFERENCE);
    }

    /** What the provider has of all orders is what their logs say. */
    void moneyOverAll(Collection<Order> orders) {
        var kept = orders.stream().mapToLong(order -> order.captured().filter(SimulationVerdict::isByProvider)
                .map(captured -> captured.amount().amount()).orElse(0L)
                - order.refunds().stream()
                        .filter(refund -> refund.status() == Refund.Status.REFUNDED)
                        .mapToLong(refund -> refund.amount().amount()).sum()
                - order.reports().stream().mapToLong(report -> report.amount().amount()).sum())
                .sum();
        var atProvider = ledger.values().stream().flatMap(List::stream).mapToLong(entry -> {
            var amount = amount(entry);
            return switch (entry.get("outcome").s()) {
                case "CAPTURED" -> amount - (entry.containsKey("dashboard")
                        ? entry.get("dashboard").l().stream().mapToLong(part -> Long.parseLong(part.n())).sum()
                        : 0);
                case "REFUNDED" -> -amount;
                default -> 0;
            };
        }).sum();
        require(kept == atProvider, "The provider has " + atProvider + ", the logs say " + kept);
    }

    private List<Long> amounts(Order order, String outcome) {
        return ledger.getOrDefault(order.id().value(), List.of()).stream()
                .filter(entry -> entry.get("outcome").s().equals(outcome))
                .map(SimulationVerdict::amount).toList();
    }

    /** Of a charge that was authorized, what was captured. */
    private static long amount(Map<String, AttributeValue> entry) {
        return Long.parseLong(entry.getOrDefault("capturedAmount", entry.get("amount")).n());
    }

    /** @param excused how many mails may have been sent twice */
    void mails(Order order, CloudServices services, int excused) {
        var twice = 0;
        for (var expected : expectedMails(order).entrySet()) {
            var sent = services.mails(order.id().value(), expected.getKey());
            var most = expected.getValue().most;
            require(sent >= expected.getValue().least, order.id() + " was told too little: " + sent + " of '"
                    + expected.getKey() + "'");
            twice += Math.max(0, sent - most);
        }
        require(twice <= excused, order.id() + " was told " + twice + " times too often, with " + excused + " excuses");
    }

    private record Mails(int least, int most) {

        Mails and(Mails other) {
            return new Mails(least + other.least, most + other.most);
        }
    }

    /** By a part of their subjects. What asks for something, or may have become untrue, need not be said any more. */
    private Map<String, Mails> expectedMails(Order order) {
        var expected = new TreeMap<String, Mails>();
        for (var subject : List.of("is confirmed", "out of stock", "could not be completed", "Payment declined",
                "confirm your payment",
                "cancelled",
                "has expired", "on its way", "refund from", "return is approved", "About your")) {
            expected.put(subject, new Mails(0, 0));
        }
        order.facts().forEach(recorded -> {
            var maybe = new Mails(0, 1);
            var surely = isSuppressed(recorded) ? maybe : new Mails(1, 1);
            switch (recorded.fact()) {
                case Fact.PaymentCaptured paid when order.authorized().isPresent() -> {
                    // The buyer was told before.
                }
                case Fact.PaymentCaptured paid -> expected.merge("is confirmed", surely, Mails::and);
                case Fact.PaymentAuthorized sold -> expected.merge("is confirmed", surely, Mails::and);
                case Fact.UnitsCancelled cancelled -> expected.merge("cancelled",
                        order.status() == OrderStatus.CANCELLED ? maybe : surely, Mails::and);
                case Fact.StockRejected rejected when rejected.holdLimit() != null
                        || !rejected.limitsReached().isEmpty() -> {
                    // Nobody is told: the order says so.
                }
                case Fact.HoldExpired expired when expired.limit() != null -> {
                    // The same.
                }
                case Fact.StockRejected rejected -> expected.merge(
                        rejected.shortages().stream().allMatch(shortage -> shortage.sku().isInternal())
                                ? "could not be completed"
                                : "out of stock",
                        surely, Mails::and);
                case Fact.PaymentDeclined declined -> expected.merge("Payment declined", maybe, Mails::and);
                case Fact.PaymentActionRequired action -> expected.merge("confirm your payment", maybe, Mails::and);
                case Fact.OrderCancelled cancelled -> expected.merge("cancelled", surely, Mails::and);
                case Fact.HoldExpired expired when isPaidBefore(order, OwedStep.mailedFrom(order, recorded)) -> {
                    // Nobody who has paid is told that the order expired.
                }
                case Fact.HoldExpired expired -> expected.merge("has expired",
                        order.status() == OrderStatus.EXPIRED ? surely : maybe, Mails::and);
                case Fact.OrderShipped shipped -> expected.merge("on its way", surely, Mails::and);
                case Fact.Refunded refunded when refunded.amount().amount() == 0 ->
                        expected.merge("cancelled", maybe, Mails::and);
                case Fact.Refunded refunded -> expected.merge("refund from", surely, Mails::and);
                case Fact.RefundSettled settled -> expected.merge("refund from", surely, Mails::and);
                case Fact.ReturnApproved approved -> expected.merge("return is approved", surely, Mails::and);
                case Fact.ReturnRefused refused -> expected.merge("About your", surely, Mails::and);
                default -> {
                    // Nobody is told.
                }
            }
        });
        return expected;
    }

    private static boolean isPaidBefore(Order order, Instant time) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.PaymentCapturedLate
                && recorded.at().isBefore(time));
    }

    /** Whether the address had had enough mails about unpaid orders; a mail about a paid one never is. */
    private boolean isSuppressed(RecordedFact recorded) {
        var mail = item("EmailsTable", "mail#" + recorded.orderId() + "/" + recorded.seq());
        var isSuppressed = mail.containsKey("reason") && mail.get("reason").s().equals("too_many_unpaid");
        if (isSuppressed) {
            judged.merge("mails suppressed", 1L, Long::sum);
            require(!Set
                    .of("PAID", "UNITS_CANCELLED", "PAYMENT_CAPTURED", "SHIPPED", "REFUNDED", "RETURN_APPROVED",
                            "RETURN_REFUSED")
                    .contains(mail.get("template").s()),
                    "The mail about " + recorded.orderId() + "/" + recorded.seq() + " was not sent");
        }
        return isSuppressed;
    }

    /** How the orders ended, to see that a simulation is worth its while. */
    static Map<OrderStatus, Long> summary(Collection<Order> orders) {
        return orders.stream().collect(Collectors.groupingBy(Order::status, TreeMap::new, Collectors.counting()));
    }

    private Map<String, AttributeValue> item(String table, String pk) {
        var item = dynamoDb.getItem(get -> get.tableName(table(table)).consistentRead(true)
                .key(Map.of("pk", AttributeValue.fromS(pk)))).item();
        return item == null ? new HashMap<>() : item;
    }

    private String table(String logicalId) {
        return template.resource(logicalId).physicalName();
    }
}

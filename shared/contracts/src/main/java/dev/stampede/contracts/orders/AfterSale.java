package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.totals.PaidBack;
import dev.stampede.contracts.totals.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the units and the money of an order after it was sold: the part of the fold of {@link Order} that counts. Its
 * numbers are derived here only:
 *
 * <pre>
 * capturable = authorized - cancelled before the capture
 * refundable = captured - paid back - pending - disputed
 * shippable  = bought - shipped - cancelled
 * returnable = shipped - returned - expected - refunded without a return
 * </pre>
 *
 * Each method that changes something answers whether the fact is allowed; if not, the order is of no further use. For use by
 * the constructor of {@link Order} only; read by many threads afterwards.
 */
final class AfterSale {

    /** What happened to the units of a line. */
    private static final class Units {
        int shipped;
        int cancelled;
        /** In open returns. */
        int expected;
        int returned;
        /** Shipped and refunded without a return. */
        int keptOrLost;
        /** Units whose price was requested back. */
        int priced;
    }

    private final OrderPlaced placed;
    private final Map<Sku, Units> units = new HashMap<>();
    private final List<Shipment> shipments = new ArrayList<>();
    private final TreeMap<Integer, Refund> refunds = new TreeMap<>();
    /** What was refunded in the provider's dashboard, by reference. */
    private final Map<String, Long> refundedByProvider = new HashMap<>();
    /** What the customer disputes or got back by a dispute, by reference. */
    private final Map<String, Long> disputes = new HashMap<>();
    private final TreeMap<Integer, Return> returns = new TreeMap<>();
    /** Units that were cancelled before the capture. */
    private final List<UnitsCancelled> uncaptured = new ArrayList<>();
    /** Units that must return to stock. */
    private final TreeMap<Sku, Integer> restockDue = new TreeMap<>();
    private boolean isClosed;
    /** Ended without a sale. */
    private boolean isOver;

    AfterSale(OrderPlaced placed) {
        this.placed = placed;
    }

    // What is left

    /** @param authorized the amount authorized, in minor units */
    long capturable(long authorized) {
        return authorized - uncaptured();
    }

    /** The amount of the units that were cancelled before the capture, in minor units. */
    long uncaptured() {
        return uncaptured.stream().mapToLong(units -> units.amount().amount()).sum();
    }

    /** How {@link #uncaptured()} is divided over the parts of the totals. */
    PaidBack uncapturedParts() {
        return placed.totals().paidBack(uncaptured(), pricesPaidBack(List.of()));
    }

    /** @param captured the amount captured, in minor units */
    long refundable(long captured) {
        return Math.max(0, captured - amounts(refund -> true) - sum(refundedByProvider) - sum(disputes));
    }

    /** In minor units; with what was refunded in the provider's dashboard, at most what was captured. */
    long refunded(long captured) {
        return Math.min(captured, amounts(Refund::isPaid) + sum(refundedByProvider));
    }

    /** In minor units. */
    long disputed() {
        return sum(disputes);
    }

    private static long sum(Map<String, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** In minor units; includes what failed. */
    long refundPending() {
        return amounts(refund -> !refund.isPaid());
    }

    private long amounts(Predicate<Refund> which) {
        return refunds.values().stream().filter(which).mapToLong(refund -> refund.amount().amount()).sum();
    }

    int shippable(Sku sku) {
        var of = units.getOrDefault(sku, NONE);
        return bought(sku) - of.shipped - of.cancelled;
    }

    int returnable(Sku sku) {
        var of = units.getOrDefault(sku, NONE);
        return of.shipped - of.returned - of.expected - of.keptOrLost;
    }

    int shipped(Sku sku) {
        return units.getOrDefault(sku, NONE).shipped;
    }

    int cancelled(Sku sku) {
        return units.getOrDefault(sku, NONE).cancelled;
    }

    int returned(Sku sku) {
        return units.getOrDefault(sku, NONE).returned;
    }

    /** The price of these units, as the order's totals have it; see {@code Totals.total}. In minor units. */
    long price(Collection<LineUnits> lines) {
        var totals = placed.totals();
        return lines.stream().mapToLong(line -> {
            var from = units.getOrDefault(line.sku(), NONE).priced;
            return totals.total(totals.line(line.sku()), from, from + line.quantity());
        }).sum();
    }

    /** How what was paid back, or authorized and never captured, is divided over the parts of the totals. */
    PaidBack paidBack(long captured) {
        var missing = placed.total().amount() - captured;
        return placed.totals().paidBack(refunded(captured) + missing, pricesPaidBack(refunds.values()));
    }

    /** What was paid back for the lines that the refunds name, or not captured: at most the price of their units. */
    private Map<Sku, Long> pricesPaidBack(Collection<Refund> refunds) {
        var from = new HashMap<Sku, Integer>();
        var paid = new HashMap<Sku, Long>();
        uncaptured.forEach(units -> addPrices(units.lines(), units.amount().amount(), from, paid));
        refunds.forEach(refund -> addPrices(
                refund.lines(), refund.isPaid() ? refund.amount().amount() : 0, from, paid));
        return paid;
    }

    /** @param from how many units of each line were named before  @param paid what was paid back for them */
    private void addPrices(List<LineUnits> lines, long amount, Map<Sku, Integer> from, Map<Sku, Long> paid) {
        var totals = placed.totals();
        var prices = lines.stream().mapToLong(line -> {
            var to = from.merge(line.sku(), line.quantity(), Integer::sum);
            return totals.total(totals.line(line.sku()), to - line.quantity(), to);
        }).toArray();
        var parts = Spread.over(Math.min(amount, LongStream.of(prices).sum()), prices);
        for (var index = 0; index < parts.length; index++) {
            paid.merge(lines.get(index).sku(), parts[index], Long::sum);
        }
    }

    /**
     * How many units of a line were paid back, or cancelled before the capture: those that are named, and all once all money is
     * paid back.
     */
    int refunded(Sku sku) {
        return isClosed && refunds.values().stream().allMatch(Refund::isPaid)
                ? bought(sku)
                : Stream.concat(
                        uncaptured.stream().map(UnitsCancelled::lines),
                        refunds.values().stream().filter(Refund::isPaid).map(Refund::lines))
                        .flatMap(List::stream)
                        .filter(line -> line.sku().equals(sku))
                        .mapToInt(LineUnits::quantity)
                        .sum();
    }

    private static final Units NONE = new Units();

    private int bought(Sku sku) {
        return placed.lines().stream().filter(line -> line.sku().equals(sku)).mapToInt(OrderLine::quantity).sum();
    }

    private boolean hasShippable() {
        return placed.lines().stream().anyMatch(line -> shippable(line.sku()) > 0);
    }

    boolean isShipped() {
        return !shipments.isEmpty();
    }

    /** Whether all money was requested back, so that nothing else is shipped. */
    boolean isClosed() {
        return isClosed;
    }

    List<Shipment> shipments() {
        return List.copyOf(shipments);
    }

    List<Refund> refunds() {
        return List.copyOf(refunds.values());
    }

    List<Return> returns() {
        return List.copyOf(returns.values());
    }

    Map<Sku, Integer> restockDue() {
        return restockDue;
    }

    boolean hasOpenReturn() {
        return returns.values().stream().anyMatch(Return::isOpen);
    }

    /** The status of an order that was paid. */
    OrderStatus status() {
        if (refunds.values().stream().anyMatch(refund -> refund.status() == Refund.Status.FAILED)) {
            return OrderStatus.REFUND_FAILED;
        }
        if (isClosed || !isShipped() && !hasShippable()) {
            return refunds.values().stream().allMatch(Refund::isPaid)
                    ? OrderStatus.REFUNDED
                    : OrderStatus.REFUND_PENDING;
        }
        if (!isShipped()) {
            return OrderStatus.PAID;
        }
        return hasShippable() ? OrderStatus.PARTIALLY_SHIPPED : OrderStatus.SHIPPED;
    }

    // What happens

    /** Whether these units are left. */
    boolean canShip(List<LineUnits> lines) {
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.quantity() <= shippable(line.sku()));
    }

    boolean ship(int seq, Instant at, OrderShipped shipment) {
        var lines = shipment.lines() == null ? shippable() : shipment.lines();
        if (!canShip(lines)) {
            return false;
        }
        lines.forEach(line -> of(line.sku()).shipped += line.quantity());
        shipments.add(new Shipment(
                seq, at, lines, shipment.carrier(), shipment.trackingNumber(), shipment.trackingUrl()));
        return true;
    }

    /** All units that did not ship and are not cancelled. */
    List<LineUnits> shippable() {
        return units(this::shippable);
    }

    /** All units that were shipped, and neither returned nor refunded. */
    List<LineUnits> returnable() {
        return units(this::returnable);
    }

    private List<LineUnits> units(ToIntFunction<Sku> of) {
        return placed.lines().stream()
                .filter(line -> of.applyAsInt(line.sku()) > 0)
                .map(line -> new LineUnits(line.sku(), of.applyAsInt(line.sku())))
                .toList();
    }

    /** Before the capture. @param capturable in minor units  @param held the units that the order holds */
    boolean cancel(UnitsCancelled units, Money capturable, List<Allocation> held) {
        var lines = units.lines();
        if (!canShip(lines) || !units.amount().currency().equals(capturable.currency())
                || units.amount().amount() > capturable.amount() || !covers(lines, units.restock())) {
            return false;
        }
        lines.forEach(line -> of(line.sku()).priced += line.quantity());
        cancel(lines);
        uncaptured.add(units);
        restock(units.restock(), held);
        return true;
    }

    /** The whole order, before the capture: what is left of it returns to stock. @param held the units that the order holds */
    void cancelRest(List<Allocation> held) {
        restock(cancel(shippable()), held);
        isOver = true;
        restockOthers(held);
    }

    boolean requestRefund(int seq, RefundRequested request, Money captured) {
        var left = refundable(captured.amount());
        var amount = request.amount() == null ? new Money(left, captured.currency()) : request.amount();
        var lines = request.lines() == null ? List.<LineUnits> of() : request.lines();
        var isWhole = request.amount() == null;
        if (isClosed || !amount.currency().equals(captured.currency()) || amount.amount() > left
                || !isWhole && amount.amount() == 0 && lines.isEmpty()) {
            return false;
        }
        var isLast = isWhole || amount.amount() > 0 && amount.amount() == left;
        var unsent = new ArrayList<LineUnits>();
        if (request.returnId() == null ? !takeBack(lines, unsent) : !payReturn(seq, request.returnId(), lines)) {
            return false;
        }
        lines.forEach(line -> of(line.sku()).priced += line.quantity());
        var rest = isLast ? shippable() : List.<LineUnits> of();
        isClosed |= isLast;
        unsent.addAll(cancel(rest));
        // The units of a return are restocked when they arrive.
        var own = request.returnId() == null ? lines : List.<LineUnits> of();
        var restock = request.restock() == null ? unsent : request.restock();
        if (!covers(Stream.concat(own.stream(), rest.stream()).toList(), restock)) {
            return false;
        }
        refunds.put(seq, new Refund(
                seq, seq, request.reason(), amount, isWhole, lines, restock, request.returnId(), request.note(),
                Refund.Status.PENDING, null));
        return true;
    }

    /** Units that did not ship are taken first: they are cancelled. @param cancelled gets these */
    private boolean takeBack(List<LineUnits> lines, List<LineUnits> cancelled) {
        for (var line : lines) {
            var unsent = Math.min(line.quantity(), shippable(line.sku()));
            if (line.quantity() - unsent > returnable(line.sku())) {
                return false;
            }
            if (unsent > 0) {
                cancelled.addAll(cancel(List.of(new LineUnits(line.sku(), unsent))));
            }
            of(line.sku()).keptOrLost += line.quantity() - unsent;
        }
        return true;
    }

    private List<LineUnits> cancel(List<LineUnits> lines) {
        lines.forEach(line -> of(line.sku()).cancelled += line.quantity());
        return lines;
    }

    private boolean payReturn(int seq, int id, List<LineUnits> lines) {
        var found = returns.get(id);
        if (found == null || found.status() != Return.Status.RECEIVED || !found.lines().equals(lines)) {
            return false;
        }
        returns.put(id, found.refunded(seq));
        return true;
    }

    /** Whether {@code part} has no more of any SKU than {@code whole}. */
    private static boolean covers(List<LineUnits> whole, List<LineUnits> part) {
        var left = new HashMap<Sku, Integer>();
        whole.forEach(line -> left.merge(line.sku(), line.quantity(), Integer::sum));
        return part.stream().allMatch(line -> line.quantity() <= left.getOrDefault(line.sku(), 0));
    }

    /** The refund with this id; without one, the first that is pending. */
    private Optional<Refund> refund(@Nullable Integer id) {
        return id == null
                ? refunds.values().stream().filter(refund -> refund.status() == Refund.Status.PENDING).findFirst()
                : Optional.ofNullable(refunds.get(id));
    }

    /** The payment provider paid a refund, perhaps after it had refused. */
    boolean pay(@Nullable Integer id, Money amount, List<Allocation> held) {
        return pay(
                refund(id), Set.of(Refund.Status.PENDING, Refund.Status.FAILED), Refund.Status.REFUNDED, amount, held);
    }

    /** The shop paid a refund that the provider refused. */
    boolean settle(int id, Money amount, List<Allocation> held) {
        return pay(refund(id), Set.of(Refund.Status.FAILED), Refund.Status.SETTLED, amount, held);
    }

    private boolean pay(
            Optional<Refund> refund, Set<Refund.Status> from, Refund.Status to, Money amount, List<Allocation> held) {
        if (refund.isEmpty() || !from.contains(refund.get().status()) || !refund.get().amount().equals(amount)) {
            return false;
        }
        refunds.put(refund.get().id(), refund.get().with(to, null));
        restock(refund.get().restock(), held);
        if (!isShipped() && isClosed && status() == OrderStatus.REFUNDED && !isOver) {
            isOver = true;
            restockOthers(held);
        }
        return true;
    }

    /** What the order held besides its lines. */
    private void restockOthers(List<Allocation> held) {
        held.stream()
                .filter(allocation -> bought(allocation.sku()) == 0)
                .forEach(allocation -> restockDue.merge(allocation.sku(), allocation.units(), Integer::sum));
    }

    /** An order whose late payment found no stock holds none. */
    private void restock(List<LineUnits> lines, List<Allocation> held) {
        lines.stream()
                .filter(line -> held.stream().anyMatch(allocation -> allocation.sku().equals(line.sku())))
                .forEach(line -> restockDue.merge(line.sku(), line.quantity(), Integer::sum));
    }

    boolean fail(int id, String why) {
        return change(id, Refund.Status.PENDING, refund -> refund.with(Refund.Status.FAILED, why));
    }

    boolean retry(int id, int seq) {
        return change(id, Refund.Status.FAILED, refund -> refund.retried(seq));
    }

    private boolean change(int id, Refund.Status from, UnaryOperator<Refund> change) {
        var found = refunds.get(id);
        if (found == null || found.status() != from) {
            return false;
        }
        refunds.put(id, change.apply(found));
        return true;
    }

    /** What the provider says has happened is not decided about: it may be more than is left. */
    void report(PaymentReported report) {
        switch (report.report()) {
            case REFUNDED -> refundedByProvider.put(report.reference(), report.amount().amount());
            case DISPUTED, DISPUTE_LOST -> disputes.put(report.reference(), report.amount().amount());
            case DISPUTE_WON -> disputes.remove(report.reference());
        }
    }

    boolean requestReturn(int seq, ReturnRequested request) {
        var lines = request.lines();
        if (isClosed || lines.isEmpty()
                || !lines.stream().allMatch(line -> line.quantity() <= returnable(line.sku()))) {
            return false;
        }
        lines.forEach(line -> of(line.sku()).expected += line.quantity());
        returns.put(seq, new Return(
                seq, lines, List.of(), request.note(), null, Return.Status.REQUESTED, null));
        return true;
    }

    boolean approveReturn(int id) {
        var found = returns.get(id);
        if (found == null || found.status() != Return.Status.REQUESTED) {
            return false;
        }
        returns.put(id, found.with(Return.Status.APPROVED));
        return true;
    }

    boolean refuseReturn(int id, @Nullable String why) {
        var found = returns.get(id);
        if (found == null || !found.isOpen()) {
            return false;
        }
        found.lines().forEach(line -> of(line.sku()).expected -= line.quantity());
        returns.put(id, found.refused(why));
        return true;
    }

    boolean receiveReturn(ReturnReceived received, List<Allocation> held) {
        var found = returns.get(received.returnId());
        if (found == null || found.status() != Return.Status.APPROVED || received.lines().isEmpty()
                || !covers(found.lines(), received.lines()) || !covers(received.lines(), received.restock())) {
            return false;
        }
        found.lines().forEach(line -> of(line.sku()).expected -= line.quantity());
        received.lines().forEach(line -> of(line.sku()).returned += line.quantity());
        returns.put(found.id(), found.received(received.lines(), received.restock()));
        restock(received.restock(), held);
        return true;
    }

    /** Units returned to stock. */
    boolean release(List<Allocation> released) {
        var sums = new HashMap<Sku, Integer>();
        released.forEach(allocation -> sums.merge(allocation.sku(), allocation.units(), Integer::sum));
        if (sums.isEmpty()
                || !sums.entrySet().stream().allMatch(
                        sum -> sum.getValue() <= restockDue.getOrDefault(sum.getKey(), 0))) {
            return false;
        }
        sums.forEach((sku, count) -> restockDue.merge(
                sku, -count, (due, less) -> due + less == 0 ? null : due + less));
        return true;
    }

    private Units of(Sku sku) {
        return units.computeIfAbsent(sku, first -> new Units());
    }
}

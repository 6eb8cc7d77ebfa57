package dev.stampede.cart;

import dev.stampede.contracts.cart.CurrentCart;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.runtime.http.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cart: the lines that a shopper intends to buy, at the prices that they saw. A guest's cart is accessible to anyone who
 * knows its id; a claimed cart only to its customer. All lines are in the currency of the first line.
 *
 * @param version 1 for a new cart, incremented by each change
 * @param customerId the owner, or null for a guest's cart
 * @param lines with different SKUs, in the order in which they were added, at most as many as an order can have
 * @param details what else the shopper added
 * @param merge set if the cart was merged into another one, which has its lines then; null otherwise
 * @param expiresAt when the cart ceases to exist, whether or not it has been deleted
 */
public record Cart(
        CartId id,
        long version,
        @Nullable String customerId,
        List<CartLine> lines,
        Details details,
        @Nullable Merge merge,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt) {

    public Cart {
        lines = lines.stream().sorted(Comparator.comparingLong(CartLine::since).thenComparing(CartLine::sku)).toList();
        if (version < 1 || lines.size() > OrderPlaced.MAX_LINES) {
            throw new IllegalArgumentException("Invalid cart: version " + version + ", " + lines.size() + " lines");
        }
        if (lines.stream().map(CartLine::sku).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("A cart has one line for each SKU");
        }
        if (lines.stream().map(line -> line.unitPrice().currency()).distinct().count() > 1) {
            throw new IllegalArgumentException("A cart has one currency");
        }
    }

    /** A new, empty cart that belongs to the caller. */
    static Cart empty(CartId id, Caller caller, Instant now, Duration life) {
        return new Cart(id, 1, caller.customerId(), List.of(), Details.NONE, null, now, now, expiry(now, life));
    }

    boolean isOpenTo(Caller caller) {
        return customerId == null || customerId.equals(caller.customerId());
    }

    boolean isMerged() {
        return merge != null;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The currency of all lines; absent if the cart is empty. */
    public Optional<String> currency() {
        return lines.stream().map(line -> line.unitPrice().currency()).findFirst();
    }

    /** As problems show it. */
    CurrentCart view() {
        return CurrentCart.of(
                id, version, currency().orElse(null), lines.stream().map(CartLine::priced).toList());
    }

    /** The prices of all lines, in minor units. */
    long subtotal() {
        return view().total();
    }

    /**
     * The cart as what somebody wants to buy.
     *
     * @param offers the current offers; a SKU that is not for sale counts as usual goods
     * @throws NoSuchElementException if the cart is empty
     */
    Basket basket(
            Map<Sku, Offer> offers, Buyer buyer, @Nullable Destination destination, @Nullable String shippingMethod) {
        return new Basket(
                currency().orElseThrow(),
                lines.stream()
                        .map(line -> new Basket.Line(
                                line.sku(), line.unitPrice().amount(), line.quantity(),
                                offers.containsKey(line.sku()) ? offers.get(line.sku()).goods() : Goods.USUAL))
                        .toList(),
                buyer,
                destination,
                shippingMethod);
    }

    Set<Sku> skus() {
        return lines.stream().map(CartLine::sku).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<CartLine> line(Sku sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).findFirst();
    }

    /** The lines whose SKUs are not among these. */
    List<CartLine> linesWithout(Set<Sku> skus) {
        return lines.stream().filter(line -> !skus.contains(line.sku())).toList();
    }

    /** Whether a cart can have as many lines and such a total. */
    static boolean fit(List<CartLine> lines) {
        var sum = 0L;
        for (var each : lines) {
            // At most MAX_QUANTITY * 10^15 above a sum of at most 10^15: no overflow.
            sum += each.unitPrice().amount() * each.quantity();
            if (sum > Money.MAX_MINOR) {
                return false;
            }
        }
        return lines.size() <= OrderPlaced.MAX_LINES;
    }

    Cart withLines(List<CartLine> changed) {
        return new Cart(id, version, customerId, changed, details, merge, createdAt, updatedAt, expiresAt);
    }

    Cart with(Details changed) {
        return new Cart(id, version, customerId, lines, changed, merge, createdAt, updatedAt, expiresAt);
    }

    Cart claimedBy(String customer) {
        return new Cart(id, version, customer, lines, details, merge, createdAt, updatedAt, expiresAt);
    }

    /** Without lines, which the other cart has. */
    Cart mergedBy(String customer, Merge merged) {
        return new Cart(id, version, customer, List.of(), Details.NONE, merged, createdAt, updatedAt, expiresAt);
    }

    /** This cart with the content and the owner of another version. */
    Cart as(Cart other) {
        return new Cart(id, version, other.customerId, other.lines, other.details, other.merge, createdAt, updatedAt,
                expiresAt);
    }

    /** Whether this or an earlier version may have been ordered; empty carts cannot be ordered. */
    boolean mayBeOrdered() {
        return version > 1 || !lines.isEmpty();
    }

    /** The next version, to be stored. */
    Cart next(Instant now, Duration life) {
        return new Cart(id, version + 1, customerId, lines, details, merge, createdAt, now, expiry(now, life));
    }

    /** In whole seconds, as required by the table's time to live. */
    private static Instant expiry(Instant now, Duration life) {
        return now.plus(life).truncatedTo(ChronoUnit.SECONDS);
    }
}

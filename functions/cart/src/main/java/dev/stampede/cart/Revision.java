package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a cart after the store changed them, and what it changed.
 *
 * @param changes in the order of the lines; empty if the lines are as they were wanted
 */
record Revision(List<CartLine> lines, List<LineChange> changes) {

    Revision {
        lines = List.copyOf(lines);
        changes = List.copyOf(changes);
    }

    /**
     * The lines as checkout would accept them: at current prices, without what is not sold or sold out, and within the
     * limits per order.
     *
     * @param offers the current offers; SKUs that are not for sale are omitted
     */
    static Revision accepting(List<CartLine> lines, Map<Sku, Offer> offers) {
        var kept = new ArrayList<CartLine>();
        var changes = new ArrayList<LineChange>();
        for (var line : lines) {
            var offer = offers.get(line.sku());
            var reason = removal(offer, kept);
            if (reason != null) {
                changes.add(LineChange.removed(line, reason));
                continue;
            }
            var now = CartLine.of(offer, Math.min(line.quantity(), offer.limit()), line.since())
                    .with(line.metadata());
            kept.add(now);
            if (!Cart.fit(kept)) {
                kept.removeLast();
                changes.add(LineChange.removed(line, CartCode.CART_FULL));
                continue;
            }
            if (!now.unitPrice().equals(line.unitPrice())) {
                changes.add(LineChange.repriced(now, line.unitPrice()));
            }
            if (now.quantity() < line.quantity()) {
                changes.add(LineChange.capped(now, line.quantity(), limit(offer)));
            }
        }
        return new Revision(kept, changes);
    }

    /**
     * The lines of two carts: quantities of the same SKU are added, up to the limit per order, at the price that the shopper
     * saw in the first cart.
     *
     * @param added the lines of the second cart
     * @param offers the current offers; SKUs that are not for sale are omitted
     * @param next the version that will have the lines
     */
    static Revision merging(List<CartLine> lines, List<CartLine> added, Map<Sku, Offer> offers, long next) {
        var merged = new LinkedHashMap<Sku, CartLine>();
        lines.forEach(line -> merged.put(line.sku(), line));
        var changes = new ArrayList<LineChange>();
        for (var line : added) {
            var present = merged.get(line.sku());
            var wanted = present == null ? line.quantity() : present.quantity() + line.quantity();
            var offer = offers.get(line.sku());
            var limit = offer == null ? OrderLine.MAX_QUANTITY : offer.limit();
            var sum = present == null
                    ? line.with(Math.min(wanted, limit), next)
                    : present.with(Math.min(wanted, limit), present.since())
                            .with(Details.both(present.metadata(), line.metadata(), CartLine.MAX_METADATA));
            if (!isOfOneCurrency(merged.values(), sum)) {
                changes.add(LineChange.removed(line, CartCode.OTHER_CURRENCY));
                continue;
            }
            merged.put(line.sku(), sum);
            if (!Cart.fit(List.copyOf(merged.values()))) {
                if (present == null) {
                    merged.remove(line.sku());
                    changes.add(LineChange.removed(line, CartCode.CART_FULL));
                } else {
                    merged.put(line.sku(), present);
                    changes.add(LineChange.capped(present, wanted, CartCode.CART_FULL));
                }
            } else if (sum.quantity() < wanted) {
                changes.add(LineChange.capped(sum, wanted, limit(offer)));
            }
        }
        return new Revision(List.copyOf(merged.values()), changes);
    }

    private static CartCode limit(@Nullable Offer offer) {
        return offer != null && offer.isLimitedPerCustomer() ? CartCode.LIMIT_PER_CUSTOMER : CartCode.LIMIT_PER_ORDER;
    }

    private static boolean isOfOneCurrency(Collection<CartLine> lines, CartLine line) {
        return lines.stream().allMatch(other -> other.unitPrice().currency().equals(line.unitPrice().currency()));
    }

    private static @Nullable CartCode removal(@Nullable Offer offer, List<CartLine> kept) {
        if (offer == null) {
            return CartCode.NOT_AVAILABLE;
        }
        if (offer.isSoldOut()) {
            return CartCode.NOT_ENOUGH_STOCK;
        }
        return kept.isEmpty() || kept.getFirst().unitPrice().currency().equals(offer.price().currency())
                ? null
                : CartCode.OTHER_CURRENCY;
    }
}

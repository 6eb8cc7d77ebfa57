package dev.stampede.cart;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Totals;
import java.util.Map;

/**
 * Units of a SKU in a cart, at the price that the shopper saw when adding them.
 *
 * @param quantity 1 to {@link OrderLine#MAX_QUANTITY}
 * @param since the version of the cart that first contained this SKU; lines are sorted by it
 * @param metadata at most {@link #MAX_METADATA} strings by name
 */
public record CartLine(
        Sku sku, ProductId productId, String title, String variant, int quantity, Money unitPrice, long since,
        Map<String, String> metadata) {

    static final int MAX_METADATA = 3;
    static final int MAX_METADATA_VALUE = 60;

    public CartLine {
        metadata = Map.copyOf(metadata);
        if (quantity < 1 || quantity > OrderLine.MAX_QUANTITY) {
            throw new IllegalArgumentException("must be from 1 to " + OrderLine.MAX_QUANTITY);
        }
    }

    static CartLine of(Offer offer, int quantity, long since) {
        return new CartLine(
                offer.sku(), offer.productId(), offer.title(), offer.variant(), quantity, offer.price(), since,
                Map.of());
    }

    CartLine with(int changedQuantity, long changedSince) {
        return new CartLine(sku, productId, title, variant, changedQuantity, unitPrice, changedSince, metadata);
    }

    CartLine with(Map<String, String> changedMetadata) {
        return new CartLine(sku, productId, title, variant, quantity, unitPrice, since, changedMetadata);
    }

    /** As totals have it, at the price that the shopper saw. */
    Totals.Line priced() {
        return Totals.Line.priced(sku, unitPrice.amount(), quantity);
    }
}

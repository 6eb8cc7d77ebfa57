package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to buy, as far as its price depends on it.
 *
 * @param currency of all lines
 * @param lines of different SKUs; may be empty
 * @param buyer who gets promotions
 * @param destination null as long as no address is known
 * @param shippingMethod the id of the chosen method, or null
 */
public record Basket(
        String currency,
        List<Line> lines,
        Buyer buyer,
        @Nullable Destination destination,
        @Nullable String shippingMethod) {

    /** @param unitPrice in minor units of the basket's currency */
    public record Line(Sku sku, long unitPrice, int quantity, Goods goods) {

        public Line {
            if (unitPrice < 0 || quantity < 1) {
                throw new IllegalArgumentException("Not a line: " + quantity + " at " + unitPrice);
            }
        }

        long subtotal() {
            return Math.multiplyExact(unitPrice, (long) quantity);
        }

        long weight() {
            return (long) goods.weight() * quantity;
        }
    }

    public Basket {
        lines = List.copyOf(lines);
        if (!Money.isCurrency(currency)) {
            throw new IllegalArgumentException("must be an ISO 4217 currency code");
        }
        if (lines.stream().map(Line::sku).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("A basket has one line per SKU");
        }
    }
}

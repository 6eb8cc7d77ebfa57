package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.runtime.http.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads what requests say about carts. */
final class CartForm {

    private static final int MAX_SKU = 64;

    private CartForm() {}

    /**
     * The field {@code lines}. Lines with errors are left out; the body's check reports them.
     *
     * @param minLines the minimum number of lines
     * @param minQuantity the minimum quantity of a line
     */
    static List<LineRequest> lines(Fields body, int minLines, int minQuantity) {
        var lines = new ArrayList<LineRequest>();
        var skus = new HashSet<Sku>();
        for (var line : body.objects("lines", minLines, OrderPlaced.MAX_LINES)) {
            var quantity = (int) line.integer("quantity", minQuantity, OrderLine.MAX_QUANTITY);
            line.parsed("sku", MAX_SKU, Sku::new).ifPresent(sku -> {
                if (skus.add(sku)) {
                    lines.add(new LineRequest(sku, quantity));
                } else {
                    line.reject("sku", "must be unique");
                }
            });
        }
        return lines;
    }
}

package dev.stampede.checkout;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.AddressRules;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question what lines without a cart cost.
 *
 * @param lines at least one, with different SKUs
 * @param codes the codes of promotions, at most {@code Buyer.MAX_CODES} different ones
 * @param destination null if the shopper has not said where to send them
 * @param shippingMethod null if the shopper has not chosen one
 */
record TotalsRequest(
        Caller caller, List<Line> lines, List<String> codes, @Nullable Destination destination,
        @Nullable String shippingMethod) {

    /** Maximum size of a request body in bytes. */
    private static final int MAX_BODY = 16_384;

    record Line(Sku sku, int quantity) {}

    TotalsRequest {
        lines = List.copyOf(lines);
        codes = List.copyOf(codes);
    }

    static TotalsRequest read(HttpRequest request) {
        var body = request.json(MAX_BODY);
        var listed = new HashSet<Sku>();
        var lines = body.objects("lines", 1, OrderPlaced.MAX_LINES).stream()
                .flatMap(line -> line(line, listed).stream())
                .toList();
        var country = body.has("country") ? body.parsed("country", 2, AddressRules::country).orElse(null) : null;
        var region = body.has("region") ? body.parsed("region", 3, TaxRate::region).orElse(null) : null;
        var method = body.has("shippingMethod")
                ? body.parsed("shippingMethod", 40, ShippingMethod::chosen).orElse(null)
                : null;
        var codes = CheckoutForm.codes(body);
        body.check();
        return new TotalsRequest(
                request.caller(), lines, codes, country == null ? null : new Destination(country, region), method);
    }

    private static Optional<Line> line(Fields line, Set<Sku> listed) {
        var sku = line.parsed("sku", 64, Sku::ofGoods);
        var quantity = (int) line.integer("quantity", 1, OrderLine.MAX_QUANTITY);
        if (sku.isPresent() && !listed.add(sku.get())) {
            line.reject("sku", "must be unique");
        }
        return sku.map(known -> new Line(known, quantity));
    }
}

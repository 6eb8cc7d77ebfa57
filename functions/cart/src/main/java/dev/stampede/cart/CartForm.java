package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.runtime.http.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what requests say about carts. */
final class CartForm {

    private static final int MAX_SKU = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,19}");

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
            var metadata = lineMetadata(line);
            line.parsed("sku", MAX_SKU, Sku::ofGoods).ifPresent(sku -> {
                if (skus.add(sku)) {
                    lines.add(new LineRequest(sku, quantity, metadata));
                } else {
                    line.reject("sku", "must be unique");
                }
            });
        }
        return lines;
    }

    /** The fields {@code note}, {@code giftMessage} and {@code metadata}, all of them optional. */
    static Details details(Fields body) {
        return new Details(
                body.optionalLines("note", Details.MAX_TEXT).orElse(null),
                body.optionalLines("giftMessage", Details.MAX_TEXT).orElse(null),
                body.has("metadata") ? metadata(body, Details.MAX_METADATA, Details.MAX_METADATA_VALUE) : Map.of());
    }

    /** The field {@code metadata} of a line; null if absent. */
    static @Nullable Map<String, String> lineMetadata(Fields line) {
        return line.has("metadata") ? metadata(line, CartLine.MAX_METADATA, CartLine.MAX_METADATA_VALUE) : null;
    }

    /** The valid entries. */
    private static Map<String, String> metadata(Fields fields, int max, int maxValue) {
        var values = fields.object("metadata");
        var names = values.names();
        if (names.size() > max) {
            fields.reject("metadata", "must have at most " + max + " fields");
        }
        var metadata = new HashMap<String, String>();
        for (var name : names) {
            values.has(name);
            if (!NAME.matcher(name).matches()) {
                fields.reject("metadata",
                        "must have names of 1 to 20 letters, digits, '_' and '-' that begin with a letter");
            } else if (metadata.size() < max) {
                metadata.put(name, values.text(name, 0, maxValue));
            }
        }
        return metadata;
    }
}

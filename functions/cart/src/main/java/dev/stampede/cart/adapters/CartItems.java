package dev.stampede.cart.adapters;

import dev.stampede.cart.Cart;
import dev.stampede.cart.CartLine;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Carts as items of the carts table: {@code cartId}, {@code version}, {@code customerId} of a claimed cart,
 * {@code currency} and {@code lines} (by SKU; amounts in minor units of the currency), {@code createdAt},
 * {@code updatedAt}, and {@code expiresAt} in seconds since 1970, the table's time to live. Checkout reads these items.
 */
final class CartItems {

    static final String CART_ID = "cartId";

    private static final String VERSION = "version";
    private static final String CUSTOMER_ID = "customerId";
    private static final String CURRENCY = "currency";
    private static final String LINES = "lines";
    private static final String CREATED_AT = "createdAt";
    private static final String UPDATED_AT = "updatedAt";
    private static final String EXPIRES_AT = "expiresAt";

    /** The attributes that a change of a cart may set or remove. */
    static final List<String> CHANGING = List.of(VERSION, CUSTOMER_ID, CURRENCY, LINES, UPDATED_AT, EXPIRES_AT);

    private CartItems() {}

    static Map<String, AttributeValue> key(CartId id) {
        return Map.of(CART_ID, text(id.value()));
    }

    static Map<String, AttributeValue> item(Cart cart) {
        var item = new HashMap<>(key(cart.id()));
        item.put(VERSION, number(cart.version()));
        item.put(LINES, AttributeValue.fromM(cart.lines().stream()
                .collect(Collectors.toMap(line -> line.sku().value(), CartItems::line))));
        item.put(CREATED_AT, text(cart.createdAt().toString()));
        item.put(UPDATED_AT, text(cart.updatedAt().toString()));
        item.put(EXPIRES_AT, number(cart.expiresAt().getEpochSecond()));
        cart.currency().ifPresent(currency -> item.put(CURRENCY, text(currency)));
        if (cart.customerId() != null) {
            item.put(CUSTOMER_ID, text(cart.customerId()));
        }
        return item;
    }

    static Cart cart(Map<String, AttributeValue> item) {
        return new Cart(
                new CartId(item.get(CART_ID).s()),
                Long.parseLong(item.get(VERSION).n()),
                item.containsKey(CUSTOMER_ID) ? item.get(CUSTOMER_ID).s() : null,
                item.get(LINES).m().entrySet().stream()
                        .map(line -> line(line.getKey(), line.getValue().m(), item.get(CURRENCY).s()))
                        .toList(),
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()),
                Instant.ofEpochSecond(Long.parseLong(item.get(EXPIRES_AT).n())));
    }

    private static AttributeValue line(CartLine line) {
        return AttributeValue.fromM(Map.of(
                "productId", text(line.productId().value()),
                "title", text(line.title()),
                "variant", text(line.variant()),
                "quantity", number(line.quantity()),
                "unitPrice", number(line.unitPrice().amount()),
                "since", number(line.since())));
    }

    private static CartLine line(String sku, Map<String, AttributeValue> line, String currency) {
        return new CartLine(
                new Sku(sku),
                new ProductId(line.get("productId").s()),
                line.get("title").s(),
                line.get("variant").s(),
                Integer.parseInt(line.get("quantity").n()),
                new Money(Long.parseLong(line.get("unitPrice").n()), currency),
                Long.parseLong(line.get("since").n()));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

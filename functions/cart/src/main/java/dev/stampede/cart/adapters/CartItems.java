package dev.stampede.cart.adapters;

import static dev.stampede.contracts.cart.CartAttributes.CART_ID;
import static dev.stampede.contracts.cart.CartAttributes.CREATED_AT;
import static dev.stampede.contracts.cart.CartAttributes.CURRENCY;
import static dev.stampede.contracts.cart.CartAttributes.CUSTOMER_ID;
import static dev.stampede.contracts.cart.CartAttributes.EXPIRES_AT;
import static dev.stampede.contracts.cart.CartAttributes.LINES;
import static dev.stampede.contracts.cart.CartAttributes.PRODUCT_ID;
import static dev.stampede.contracts.cart.CartAttributes.QUANTITY;
import static dev.stampede.contracts.cart.CartAttributes.SINCE;
import static dev.stampede.contracts.cart.CartAttributes.TITLE;
import static dev.stampede.contracts.cart.CartAttributes.UNIT_PRICE;
import static dev.stampede.contracts.cart.CartAttributes.UPDATED_AT;
import static dev.stampede.contracts.cart.CartAttributes.VARIANT;
import static dev.stampede.contracts.cart.CartAttributes.VERSION;

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

/** Carts as items of the carts table. */
final class CartItems {

    /** The attributes that a change can set or remove. */
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
                PRODUCT_ID, text(line.productId().value()),
                TITLE, text(line.title()),
                VARIANT, text(line.variant()),
                QUANTITY, number(line.quantity()),
                UNIT_PRICE, number(line.unitPrice().amount()),
                SINCE, number(line.since())));
    }

    private static CartLine line(String sku, Map<String, AttributeValue> line, String currency) {
        return new CartLine(
                new Sku(sku),
                new ProductId(line.get(PRODUCT_ID).s()),
                line.get(TITLE).s(),
                line.get(VARIANT).s(),
                Integer.parseInt(line.get(QUANTITY).n()),
                new Money(Long.parseLong(line.get(UNIT_PRICE).n()), currency),
                Long.parseLong(line.get(SINCE).n()));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

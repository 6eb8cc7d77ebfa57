package dev.stampede.cart.adapters;

import static dev.stampede.contracts.cart.CartAttributes.CART_ID;
import static dev.stampede.contracts.cart.CartAttributes.CREATED_AT;
import static dev.stampede.contracts.cart.CartAttributes.CURRENCY;
import static dev.stampede.contracts.cart.CartAttributes.CUSTOMER_ID;
import static dev.stampede.contracts.cart.CartAttributes.EXPIRES_AT;
import static dev.stampede.contracts.cart.CartAttributes.LINES;
import static dev.stampede.contracts.cart.CartAttributes.NOTE;
import static dev.stampede.contracts.cart.CartAttributes.METADATA;
import static dev.stampede.contracts.cart.CartAttributes.GIFT_MESSAGE;
import static dev.stampede.contracts.cart.CartAttributes.MERGED_INTO;
import static dev.stampede.contracts.cart.CartAttributes.PRODUCT_ID;
import static dev.stampede.contracts.cart.CartAttributes.QUANTITY;
import static dev.stampede.contracts.cart.CartAttributes.SINCE;
import static dev.stampede.contracts.cart.CartAttributes.TITLE;
import static dev.stampede.contracts.cart.CartAttributes.UNIT_PRICE;
import static dev.stampede.contracts.cart.CartAttributes.UPDATED_AT;
import static dev.stampede.contracts.cart.CartAttributes.VARIANT;
import static dev.stampede.contracts.cart.CartAttributes.VERSION;

import dev.stampede.cart.Cart;
import dev.stampede.cart.CartCode;
import dev.stampede.cart.CartLine;
import dev.stampede.cart.Details;
import dev.stampede.cart.LineChange;
import dev.stampede.cart.Merge;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Carts as items of the carts table. */
final class CartItems {

    /** What could not be merged, a list; only a merged cart has it. */
    private static final String CHANGES = "changes";
    private static final String SKU = "sku";
    private static final String CODE = "code";
    private static final String QUANTITY_WAS = "quantityWas";
    private static final String UNIT_PRICE_WAS = "unitPriceWas";

    /** Of the item that says which cart is current. */
    static final String CURRENT = "current";

    /** The attributes that a change can set or remove. */
    static final List<String> CHANGING = List.of(
            VERSION, CUSTOMER_ID, CURRENCY, LINES, NOTE, GIFT_MESSAGE, METADATA, MERGED_INTO, CHANGES, UPDATED_AT,
            EXPIRES_AT);

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
        putIfPresent(item, NOTE, cart.details().note());
        putIfPresent(item, GIFT_MESSAGE, cart.details().giftMessage());
        putMetadata(item, cart.details().metadata());
        if (cart.merge() != null) {
            item.put(MERGED_INTO, text(cart.merge().into().value()));
            item.put(CHANGES, AttributeValue.fromL(cart.merge().changes().stream().map(CartItems::change).toList()));
        }
        return item;
    }

    /** The key of the item that says which cart of a customer is current. It never expires; a cart's id is no such key. */
    static Map<String, AttributeValue> currentKey(String customerId) {
        return Map.of(CART_ID, text("customer#" + customerId));
    }

    static Map<String, AttributeValue> current(String customerId, CartId cart) {
        var item = new HashMap<>(currentKey(customerId));
        item.put(CURRENT, text(cart.value()));
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
                new Details(optional(item, NOTE), optional(item, GIFT_MESSAGE), metadata(item)),
                item.containsKey(MERGED_INTO) ? merge(item) : null,
                Instant.parse(item.get(CREATED_AT).s()),
                Instant.parse(item.get(UPDATED_AT).s()),
                Instant.ofEpochSecond(Long.parseLong(item.get(EXPIRES_AT).n())));
    }

    private static Merge merge(Map<String, AttributeValue> item) {
        return new Merge(
                new CartId(item.get(MERGED_INTO).s()),
                item.get(CHANGES).l().stream().map(change -> change(change.m())).toList());
    }

    private static AttributeValue change(LineChange change) {
        return AttributeValue.fromM(Map.of(
                SKU, text(change.sku().value()),
                TITLE, text(change.title()),
                CODE, text(change.code().name()),
                QUANTITY_WAS, number(change.quantityWas()),
                QUANTITY, number(change.quantity()),
                UNIT_PRICE_WAS, number(change.unitPriceWas().amount()),
                UNIT_PRICE, number(change.unitPrice().amount()),
                CURRENCY, text(change.unitPrice().currency())));
    }

    private static LineChange change(Map<String, AttributeValue> change) {
        var currency = change.get(CURRENCY).s();
        return new LineChange(
                new Sku(change.get(SKU).s()),
                change.get(TITLE).s(),
                CartCode.valueOf(change.get(CODE).s()),
                Integer.parseInt(change.get(QUANTITY_WAS).n()),
                Integer.parseInt(change.get(QUANTITY).n()),
                new Money(Long.parseLong(change.get(UNIT_PRICE_WAS).n()), currency),
                new Money(Long.parseLong(change.get(UNIT_PRICE).n()), currency));
    }

    private static AttributeValue line(CartLine line) {
        var item = new HashMap<>(Map.of(
                PRODUCT_ID, text(line.productId().value()),
                TITLE, text(line.title()),
                VARIANT, text(line.variant()),
                QUANTITY, number(line.quantity()),
                UNIT_PRICE, number(line.unitPrice().amount()),
                SINCE, number(line.since())));
        putMetadata(item, line.metadata());
        return AttributeValue.fromM(item);
    }

    private static void putMetadata(Map<String, AttributeValue> item, Map<String, String> metadata) {
        if (!metadata.isEmpty()) {
            item.put(METADATA, AttributeValue.fromM(metadata.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())))));
        }
    }

    private static Map<String, String> metadata(Map<String, AttributeValue> item) {
        return item.containsKey(METADATA)
                ? item.get(METADATA).m().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s()))
                : Map.of();
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, text(value));
        }
    }

    private static @Nullable String optional(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }

    private static CartLine line(String sku, Map<String, AttributeValue> line, String currency) {
        return new CartLine(
                new Sku(sku),
                new ProductId(line.get(PRODUCT_ID).s()),
                line.get(TITLE).s(),
                line.get(VARIANT).s(),
                Integer.parseInt(line.get(QUANTITY).n()),
                new Money(Long.parseLong(line.get(UNIT_PRICE).n()), currency),
                Long.parseLong(line.get(SINCE).n()),
                metadata(line));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

package dev.stampede.checkout.adapters;

import dev.stampede.checkout.Cart;
import dev.stampede.checkout.Carts;
import dev.stampede.checkout.WantedLine;
import dev.stampede.contracts.cart.CartAttributes;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.OrderNotes;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the items of the carts table, which the cart function writes. */
public final class DynamoDbCarts implements Carts {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbCarts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Cart> find(CartId id) {
        var key = Map.of(CartAttributes.CART_ID, AttributeValue.fromS(id.value()));
        var found = dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        return found.hasItem() ? Optional.of(cart(id, found.item())) : Optional.empty();
    }

    private static Cart cart(CartId id, Map<String, AttributeValue> item) {
        return new Cart(
                id,
                Long.parseLong(item.get(CartAttributes.VERSION).n()),
                item.containsKey(CartAttributes.CUSTOMER_ID) ? item.get(CartAttributes.CUSTOMER_ID).s() : null,
                // Maps are unordered; sorting makes the order of lines deterministic.
                item.get(CartAttributes.LINES).m().entrySet().stream()
                        .map(line -> line(line, item.get(CartAttributes.CURRENCY).s()))
                        .sorted(Comparator.comparing(WantedLine::sku))
                        .toList(),
                notes(item),
                item.containsKey(CartAttributes.MERGED_INTO)
                        ? new CartId(item.get(CartAttributes.MERGED_INTO).s())
                        : null,
                Instant.ofEpochSecond(Long.parseLong(item.get(CartAttributes.EXPIRES_AT).n())));
    }

    private static WantedLine line(Entry<String, AttributeValue> line, String currency) {
        var attributes = line.getValue().m();
        return new WantedLine(
                new Sku(line.getKey()),
                Integer.parseInt(attributes.get(CartAttributes.QUANTITY).n()),
                new Money(Long.parseLong(attributes.get(CartAttributes.UNIT_PRICE).n()), currency));
    }

    private static @Nullable OrderNotes notes(Map<String, AttributeValue> item) {
        var lineMetadata = item.get(CartAttributes.LINES).m().entrySet().stream()
                .filter(line -> line.getValue().m().containsKey(CartAttributes.METADATA))
                .collect(Collectors.toMap(Entry::getKey, line -> metadata(line.getValue().m())));
        return OrderNotes.of(
                text(item, CartAttributes.NOTE), text(item, CartAttributes.GIFT_MESSAGE), metadata(item), lineMetadata);
    }

    private static Map<String, String> metadata(Map<String, AttributeValue> item) {
        return item.containsKey(CartAttributes.METADATA)
                ? item.get(CartAttributes.METADATA).m().entrySet().stream()
                        .collect(Collectors.toMap(Entry::getKey, entry -> entry.getValue().s()))
                : Map.of();
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}

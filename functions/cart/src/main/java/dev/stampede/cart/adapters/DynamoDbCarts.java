package dev.stampede.cart.adapters;

import dev.stampede.cart.Cart;
import dev.stampede.cart.Carts;
import dev.stampede.contracts.cart.CartAttributes;
import dev.stampede.contracts.id.CartId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Carts in DynamoDB: one item each, changed on the condition that its version is the one that was read. */
public final class DynamoDbCarts implements Carts {

    private static final String IS_NEW = "attribute_not_exists(" + CartAttributes.CART_ID + ")";
    private static final String IS_THE_VERSION_BEFORE = "#version = :before";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbCarts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Cart> find(CartId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(CartItems.key(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(CartItems.cart(found.item())) : Optional.empty();
    }

    @Override
    public void add(Cart cart) {
        dynamoDb.putItem(put -> put.tableName(table).item(CartItems.item(cart)).conditionExpression(IS_NEW));
    }

    @Override
    public boolean replace(Cart next) {
        try {
            dynamoDb.updateItem(update(next));
            return true;
        } catch (ConditionalCheckFailedException anotherVersion) {
            return false;
        }
    }

    private UpdateItemRequest update(Cart next) {
        var item = CartItems.item(next);
        var values = new HashMap<String, AttributeValue>();
        var names = new HashMap<String, String>();
        var set = new StringBuilder();
        var remove = new StringBuilder();
        for (var name : CartItems.CHANGING) {
            names.put("#" + name, name);
            if (item.containsKey(name)) {
                values.put(":" + name, item.get(name));
                set.append(set.isEmpty() ? "SET " : ", ").append("#" + name + " = :" + name);
            } else {
                remove.append(remove.isEmpty() ? " REMOVE " : ", ").append("#" + name);
            }
        }
        values.put(":before", AttributeValue.fromN(Long.toString(next.version() - 1)));
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(CartAttributes.CART_ID, item.get(CartAttributes.CART_ID)))
                .updateExpression(set.append(remove).toString())
                .conditionExpression(IS_THE_VERSION_BEFORE)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }
}

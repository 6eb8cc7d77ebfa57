package dev.stampede.cart.adapters;

import dev.stampede.cart.Cart;
import dev.stampede.cart.Carts;
import dev.stampede.cart.CurrentChange;
import dev.stampede.contracts.cart.CartAttributes;
import dev.stampede.contracts.id.CartId;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Carts in DynamoDB: one item each, changed on the condition that its version is the one that was read. One more item for
 * each customer says which cart is current.
 */
public final class DynamoDbCarts implements Carts {

    private static final String IS_NEW = "attribute_not_exists(" + CartAttributes.CART_ID + ")";
    private static final String IS_THE_VERSION_BEFORE = "#version = :before";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Transactions transactions;

    public DynamoDbCarts(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.transactions = new Transactions(dynamoDb, backoff);
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

    @Override
    public Optional<CartId> currentOf(String customerId) {
        var found = dynamoDb.getItem(
                get -> get.tableName(table).key(CartItems.currentKey(customerId)).consistentRead(true));
        return found.hasItem() ? Optional.of(new CartId(found.item().get(CartItems.CURRENT).s())) : Optional.empty();
    }

    @Override
    public void makeCurrent(String customerId, CartId cart) {
        dynamoDb.putItem(put -> put.tableName(table).item(CartItems.current(customerId, cart)));
    }

    @Override
    public boolean replaceAll(List<Cart> nexts, CurrentChange current) {
        var items = new ArrayList<TransactWriteItem>();
        nexts.forEach(next -> items.add(item(update(next))));
        items.add(item(current));
        return switch (transactions.send(items)) {
            case Outcome.Done done -> true;
            case Outcome.Cancelled lost -> false;
            case Outcome.Unclear(var cause) -> throw cause;
        };
    }

    private TransactWriteItem item(CurrentChange current) {
        var put = Put.builder().tableName(table).item(CartItems.current(current.customerId(), current.cart()));
        if (current.before() == null) {
            put.conditionExpression(IS_NEW);
        } else {
            put.conditionExpression("#current = :before")
                    .expressionAttributeNames(Map.of("#current", CartItems.CURRENT))
                    .expressionAttributeValues(Map.of(":before", AttributeValue.fromS(current.before().value())));
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static TransactWriteItem item(UpdateItemRequest update) {
        return TransactWriteItem.builder()
                .update(item -> item.tableName(update.tableName())
                        .key(update.key())
                        .updateExpression(update.updateExpression())
                        .conditionExpression(update.conditionExpression())
                        .expressionAttributeNames(update.expressionAttributeNames())
                        .expressionAttributeValues(update.expressionAttributeValues()))
                .build();
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

package dev.stampede.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.e2e.faults.Api.Caller;
import dev.stampede.e2e.faults.Api.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The carts, and what people saw of them. */
final class Carts {

    private static final int OK = 200;
    /** A new cart is empty; its first lines make the next version. */
    private static final long FIRST = 2;

    private final Api api;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final VirtualTime time;
    private final Map<String, Caller> owners = new LinkedHashMap<>();
    private final Map<Seen, Long> totals = new HashMap<>();
    private final Map<String, JsonNode> last = new LinkedHashMap<>();

    /** A version of a cart. */
    record Seen(String cart, long version) {}

    Carts(Api api, DynamoDbClient dynamoDb, String table, VirtualTime time) {
        this.api = api;
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.time = time;
    }

    /** A cart with these lines, as the cart function writes it. */
    Seen make(String key, Map<String, Integer> lines, long unitPrice, Caller caller) {
        var id = "crt_" + key.replace("-", "");
        var item = new HashMap<String, AttributeValue>();
        item.put("cartId", AttributeValue.fromS(id));
        item.put("version", number(FIRST));
        item.put("currency", AttributeValue.fromS("EUR"));
        item.put("createdAt", AttributeValue.fromS(time.now().toString()));
        item.put("updatedAt", AttributeValue.fromS(time.now().toString()));
        item.put("expiresAt", number(time.now().plus(Duration.ofDays(1)).getEpochSecond()));
        item.put("lines", AttributeValue.fromM(lines.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                line -> AttributeValue.fromM(Map.of("productId", AttributeValue.fromS("goods"), "title",
                        AttributeValue.fromS("Goods"), "variant", AttributeValue.fromS(""), "quantity",
                        number(line.getValue()), "unitPrice", number(unitPrice), "since", number(FIRST)))))));
        if (caller.id() != null) {
            item.put("customerId", AttributeValue.fromS(caller.id()));
        }
        dynamoDb.putItem(put -> put.tableName(table).item(item));
        owners.put(id, caller);
        var seen = new Seen(id, FIRST);
        totals.put(seen, lines.values().stream().mapToLong(units -> units * unitPrice).sum());
        return seen;
    }

    /** Somebody is shown a cart. */
    Seen saw(JsonNode cart) {
        var seen = new Seen(cart.path("cartId").asText(), cart.path("version").asLong());
        totals.put(seen, cart.path("total").asLong());
        return seen;
    }

    /** What a version of a cart costs, if anybody saw it. */
    Optional<Long> total(Seen seen) {
        return Optional.ofNullable(totals.get(seen));
    }

    /** Everybody looks at their carts once more. */
    void look(List<String> surprises) {
        owners.forEach((cart, owner) -> api.send(Duration.ZERO,
                new Request("CartFunction-GetCart", owner, Map.of("cartId", cart), Map.of(), Map.of()),
                (status, answer) -> {
                    if (status == OK) {
                        last.put(cart, answer);
                    } else {
                        surprises.add("cart " + status + " " + answer);
                    }
                }));
    }

    /** By id, as they were shown last. */
    Map<String, JsonNode> last() {
        return last;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

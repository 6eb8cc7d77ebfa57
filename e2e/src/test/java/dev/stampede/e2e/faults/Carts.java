package dev.stampede.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.e2e.faults.Api.Caller;
import dev.stampede.e2e.faults.Api.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final Map<Seen, Map<String, Integer>> lines = new HashMap<>();
    private final Map<Seen, Set<Long>> totals = new HashMap<>();
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
    Seen make(String key, Map<String, Integer> wanted, Map<String, Long> prices, Caller caller) {
        var id = "crt_" + key.replace("-", "");
        var item = new HashMap<String, AttributeValue>();
        item.put("cartId", AttributeValue.fromS(id));
        item.put("version", number(FIRST));
        item.put("currency", AttributeValue.fromS("EUR"));
        item.put("createdAt", AttributeValue.fromS(time.now().toString()));
        item.put("updatedAt", AttributeValue.fromS(time.now().toString()));
        item.put("expiresAt", number(time.now().plus(Duration.ofDays(1)).getEpochSecond()));
        item.put("lines", AttributeValue.fromM(wanted.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                line -> AttributeValue.fromM(Map.of("productId", AttributeValue.fromS("goods"), "title",
                        AttributeValue.fromS("Goods"), "variant", AttributeValue.fromS(""), "quantity",
                        number(line.getValue()), "unitPrice", number(prices.get(line.getKey())), "since",
                        number(FIRST)))))));
        if (caller.id() != null) {
            item.put("customerId", AttributeValue.fromS(caller.id()));
        }
        dynamoDb.putItem(put -> put.tableName(table).item(item));
        owners.put(id, caller);
        var seen = new Seen(id, FIRST);
        lines.put(seen, wanted);
        return seen;
    }

    /** Somebody is shown a cart. */
    Seen saw(JsonNode cart) {
        var seen = new Seen(cart.path("cartId").asText(), cart.path("version").asLong());
        var shown = new TreeMap<String, Integer>();
        cart.path("lines").forEach(line -> shown.put(line.path("sku").asText(), line.path("quantity").asInt()));
        lines.put(seen, shown);
        return seen;
    }

    /** The quantities by SKU of a version of a cart that somebody saw. */
    Map<String, Integer> lines(Seen seen) {
        return lines.get(seen);
    }

    /** Somebody is shown what a version of a cart costs. */
    void sawTotal(Seen seen, long total) {
        totals.computeIfAbsent(seen, first -> new TreeSet<>()).add(total);
    }

    /** All totals that anybody was shown of a version of a cart. */
    Set<Long> totals(Seen seen) {
        return totals.getOrDefault(seen, Set.of());
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

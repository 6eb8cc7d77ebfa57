package dev.stampede.e2e.faults;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.catalog.adapters.DynamoDbRulesTable;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.contracts.totals.Totals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The store's rules, which change while it is open: first two taxes are added to prices, then one is included in them. */
final class ShopRules {

    static final String STANDARD = "standard";
    /** Costs nothing, so that an order of the free SKU costs nothing. */
    static final String PICKUP = "pickup";

    private static final Destination HOME = new Destination("US", "IL");
    private static final String ADMIN = "staff";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final VirtualTime time;
    private final Map<Long, Rules> versions = new TreeMap<>();
    private Rules current = Rules.NONE;

    ShopRules(DynamoDbClient dynamoDb, String table, VirtualTime time) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.time = time;
    }

    /** The address of everybody who buys. */
    static Map<String, Object> address() {
        return Map.of("line1", "1 Main Street", "city", "Springfield", "region", HOME.region(), "postalCode", "12345",
                "country", HOME.country());
    }

    /** Another seed in this database had rules of its own. */
    void open() {
        dynamoDb.deleteItem(delete -> delete.tableName(table).key(Map.of("pk", AttributeValue.fromS("rules"))));
        write(new Rules(1, "EUR", "US", false, List.of(tax("City", "1.25"), tax("State", "6.333")), zones(490)));
    }

    void change() {
        write(new Rules(2, "EUR", "US", true, List.of(tax("VAT", "19")), zones(730)));
    }

    private void write(Rules rules) {
        if (!new DynamoDbRulesTable(dynamoDb, table).write(new RulesEntry(rules, time.now(), ADMIN))) {
            throw new IllegalStateException("The rules have another version than " + rules.version());
        }
        versions.put(rules.version(), rules);
        current = rules;
    }

    private static TaxRate tax(String name, String rate) {
        return new TaxRate(name, "US", null, null, new BigDecimal(rate));
    }

    private static List<ShippingZone> zones(long price) {
        return List.of(new ShippingZone("World", List.of(), List.of(
                new ShippingMethod(STANDARD, "Standard", Basis.VALUE, List.of(new Step(null, price)), 4_000L, null),
                new ShippingMethod(PICKUP, "Pick up", Basis.VALUE, List.of(new Step(null, 0)), null, null))));
    }

    /** What a shopper sees who looks now. @param lines quantity by SKU */
    long total(Map<String, Integer> lines, Map<String, Long> prices, String method) {
        return Quote.of(
                new Basket("EUR", lines.entrySet().stream()
                        .map(line -> new Basket.Line(
                                new Sku(line.getKey()), prices.get(line.getKey()), line.getValue(), Goods.USUAL))
                        .toList(), List.of(), HOME, method),
                current).totals().total();
    }

    /** What an order must cost under the rules that it names. */
    Totals totals(Order order) {
        var recorded = order.placed().totals();
        var lines = order.placed().lines().stream()
                .map(line -> new Basket.Line(line.sku(), line.unitPrice().amount(), line.quantity(), Goods.USUAL))
                .toList();
        var method = recorded.shipping() == null ? null : recorded.shipping().method();
        return Quote.of(
                new Basket("EUR", lines, List.of(), HOME, method), versions.get(recorded.rulesVersion())).totals();
    }
}

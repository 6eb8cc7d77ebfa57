package dev.stampede.e2e.faults;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.catalog.adapters.DynamoDbRulesTable;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.runtime.time.Backoff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The store's rules, which change while it is open: first two taxes are added to prices, then one is included in them, and a code
 * has more uses.
 */
final class ShopRules {

    static final String STANDARD = "standard";
    /** Costs nothing, so that an order of the free SKU costs nothing. */
    static final String PICKUP = "pickup";

    private static final Destination HOME = new Destination("US", "IL");
    private static final String ADMIN = "staff";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final VirtualTime time;
    private final String limited;
    private final int uses;
    private final Map<Long, Rules> versions = new TreeMap<>();
    private Rules current = Rules.NONE;

    /** @param seed of which the limited code is @param uses how many it has at first */
    ShopRules(DynamoDbClient dynamoDb, String table, VirtualTime time, long seed, int uses) {
        this.limited = "FEW-" + Long.toHexString(seed).toUpperCase(Locale.ROOT);
        this.uses = uses;
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
        write(new Rules(1, "EUR", "US", false, List.of(tax("City", "1.25"), tax("State", "6.333")), zones(490),
                promotions(uses)));
    }

    void change() {
        write(new Rules(2, "EUR", "US", true, List.of(tax("VAT", "19")), zones(730), promotions(uses + uses / 2)));
    }

    /** A code of which there are not enough. */
    String limitedCode() {
        return limited;
    }

    /** How many uses of the limited code there are in the end. */
    int uses() {
        return uses + uses / 2;
    }

    private List<Promotion> promotions(int now) {
        return List.of(
                new Promotion("Large order", null, Kind.PERCENT, new BigDecimal("7.5"), null, null, null,
                        new Conditions(1_500L, List.of(), List.of(), null, null, false, false), null),
                new Promotion("The first", limited, Kind.AMOUNT, null, 130L, null, null, Conditions.NONE, now));
    }

    private void write(Rules rules) {
        var stored = new DynamoDbRulesTable(dynamoDb, table, new Backoff(pause -> {}, new Random()));
        var codes = rules.promotions().stream().map(Promotion::code).filter(Objects::nonNull).toList();
        if (!stored.write(new RulesEntry(rules, time.now(), ADMIN), stored.uses(codes))) {
            throw new IllegalStateException("The rules have another version than " + rules.version());
        }
        versions.put(rules.version(), rules);
        current = rules;
    }

    private static Buyer buyer(List<String> codes, Instant at) {
        return new Buyer(false, false, codes, Set.of(), at);
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
    long total(Map<String, Integer> lines, Map<String, Long> prices, String method, List<String> codes) {
        return Quote.of(
                new Basket("EUR", lines.entrySet().stream()
                        .map(line -> new Basket.Line(
                                new Sku(line.getKey()), prices.get(line.getKey()), line.getValue(), Goods.USUAL))
                        .toList(), buyer(codes, time.now()), HOME, method),
                current).totals().total();
    }

    /** What an order must cost under the rules that it names. */
    Totals totals(Order order) {
        var recorded = order.placed().totals();
        var lines = order.placed().lines().stream()
                .map(line -> new Basket.Line(line.sku(), line.unitPrice().amount(), line.quantity(), Goods.USUAL))
                .toList();
        var codes = order.placed().codes();
        var method = recorded.shipping() == null ? null : recorded.shipping().method();
        return Quote.of(
                new Basket("EUR", lines, buyer(codes, order.placedAt()), HOME, method),
                versions.get(recorded.rulesVersion())).totals();
    }
}

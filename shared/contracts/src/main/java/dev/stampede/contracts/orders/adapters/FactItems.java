package dev.stampede.contracts.orders.adapters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.sharding.Shards;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Facts as items of the orders table: {@code orderId}, {@code seq}, {@code type}, {@code at}, {@code correlationId},
 * {@code data} (JSON, which is published) and {@code personal} (JSON, which never leaves the table). The first item also has
 * the keys of the two indexes, a claim those of the index by customer, and a late fact those of the index by day.
 */
public final class FactItems {

    public static final String ORDER_ID = "orderId";
    public static final String SEQ = "seq";
    public static final String TYPE = "type";
    public static final String AT = "at";
    public static final String CORRELATION_ID = "correlationId";
    public static final String DATA = "data";

    /** Index of orders by customer: partition key {@code customer}, sort key {@code placed}. */
    public static final String BY_CUSTOMER = "byCustomer";
    /**
     * Index of orders by day of placement in UTC: partition key {@code day}, sharded, sort key {@code placed}. Other partitions
     * of it ({@link #lateDay}) list late facts ({@link RecordedFact#isLate}) by the day on which they were recorded, so that
     * the changes of old orders can be found without reading these orders.
     */
    public static final String BY_DAY = "byDay";

    public static final String CUSTOMER = "customer";
    public static final String DAY = "day";
    /** The time of placement, or for a late fact the time at which it was recorded. */
    public static final String PLACED = "placed";

    /**
     * Partitions of a day's index. A partition takes about 1,000 writes a second (Amazon DynamoDB Developer Guide,
     * "Designing partition keys"), so this many thousand orders a second fit.
     */
    public static final int DAY_SHARDS = 16;

    /** Characters of the order's ID, with 5 bits each. All of it would take room in every order. */
    private static final int PLACED_ID_LENGTH = 8;

    private static final String PERSONAL = "personal";
    /** Fields that identify a person or, like the cart's id, give access. */
    private static final List<String> PERSONAL_FIELDS = List.of(
            "contact", "notes", "customerId", "cart", "orderKey", "paymentToken", "requestHash", "addressKey", "url",
            "clientSecret",
            "trackingNumber", "trackingUrl", "note", "requestKey", "subject",
            "customerLimits");

    /** Loaded by whoever reads a fact. */
    private static final class Types {

        private static final Map<String, Class<? extends Fact>> BY_NAME = types();
    }

    private FactItems() {}

    /** @param placedAt when the order was placed */
    public static Map<String, AttributeValue> item(RecordedFact recorded, Instant placedAt) {
        var data = data(recorded.fact());
        var personal = removePersonal(data);

        var item = new HashMap<>(key(recorded.orderId(), recorded.seq()));
        item.put(TYPE, AttributeValue.fromS(recorded.fact().type()));
        item.put(AT, AttributeValue.fromS(recorded.at().toString()));
        item.put(DATA, AttributeValue.fromS(Json.write(data)));
        if (!personal.isEmpty()) {
            item.put(PERSONAL, AttributeValue.fromS(Json.write(personal)));
        }
        if (!recorded.correlationId().isEmpty()) {
            item.put(CORRELATION_ID, AttributeValue.fromS(recorded.correlationId()));
        }
        if (recorded.fact() instanceof OrderPlaced placed) {
            item.putAll(indexKeys(recorded, placed));
        }
        if (recorded.fact() instanceof OrderClaimed(var customerId, var claimed)) {
            item.put(CUSTOMER, AttributeValue.fromS(customerKey(customerId)));
            item.put(PLACED, AttributeValue.fromS(placedKey(claimed, recorded.orderId())));
        } else if (recorded.isLate(placedAt)) {
            item.putAll(dayKeys(lateDay(day(recorded.at())), recorded));
        }
        return item;
    }

    /** @throws IllegalArgumentException if the item is not a fact that this version knows */
    public static RecordedFact fact(Map<String, AttributeValue> item) {
        var type = Types.BY_NAME.get(item.get(TYPE).s());
        if (type == null) {
            throw new IllegalArgumentException("Unknown fact " + item.get(TYPE).s());
        }
        return new RecordedFact(
                new OrderId(item.get(ORDER_ID).s()),
                Integer.parseInt(item.get(SEQ).n()),
                Instant.parse(item.get(AT).s()),
                item.containsKey(CORRELATION_ID) ? item.get(CORRELATION_ID).s() : "",
                fact(item, type));
    }

    /** The event of a fact; always the same for the same fact. */
    public static OrderEvent event(RecordedFact recorded) {
        return OrderEvent.of(
                recorded.orderId(), recorded.seq(), recorded.fact().type(), recorded.at().toString(),
                recorded.correlationId(), publicData(recorded.fact()));
    }

    static Map<String, AttributeValue> key(OrderId id, int seq) {
        return Map.of(ORDER_ID, AttributeValue.fromS(id.value()), SEQ, AttributeValue.fromN(Integer.toString(seq)));
    }

    /** The value of {@link #CUSTOMER}. All orders of a customer are in one partition. */
    public static String customerKey(String customerId) {
        return customerId;
    }

    private static Map<String, AttributeValue> indexKeys(RecordedFact recorded, OrderPlaced placed) {
        var keys = new HashMap<>(dayKeys(day(recorded.at()).toString(), recorded));
        if (placed.customerId() != null) {
            keys.put(CUSTOMER, AttributeValue.fromS(customerKey(placed.customerId())));
        }
        return keys;
    }

    private static Map<String, AttributeValue> dayKeys(String day, RecordedFact recorded) {
        var shard = Shards.of(recorded.orderId().value(), DAY_SHARDS);
        return Map.of(
                DAY, AttributeValue.fromS(Shards.key(day, shard)),
                PLACED, AttributeValue.fromS(placedKey(recorded.at(), recorded.orderId())));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The partition, to be sharded, of the index by day that lists the late facts of a day. */
    public static String lateDay(LocalDate day) {
        return "late#" + day;
    }

    /** Sorts by time; unique among first facts, but for two in 10^12 of the same millisecond. */
    private static String placedKey(Instant at, OrderId id) {
        return placedBound(at) + "#" + id.value().substring(id.value().length() - PLACED_ID_LENGTH);
    }

    /**
     * A bound for values of {@link #PLACED}: those of orders placed before {@code at} are less, all others greater. Always
     * with milliseconds, so that strings sort by time.
     */
    public static String placedBound(Instant at) {
        return MILLISECONDS.format(at);
    }

    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder()
            .appendInstant(3)
            .toFormatter();

    private static Fact fact(Map<String, AttributeValue> item, Class<? extends Fact> type) {
        var data = item.get(DATA).s();
        if (!item.containsKey(PERSONAL)) {
            return Json.read(data, type);
        }
        var members = Json.read(data, ObjectNode.class);
        members.setAll(Json.read(item.get(PERSONAL).s(), ObjectNode.class));
        return Json.read(members, type);
    }

    private static ObjectNode data(Fact fact) {
        return (ObjectNode) Json.tree(fact);
    }

    private static String publicData(Fact fact) {
        var data = data(fact);
        removePersonal(data);
        return Json.write(data);
    }

    /** Moves the personal members of {@code data} to an object of their own. */
    private static ObjectNode removePersonal(ObjectNode data) {
        var personal = data.objectNode();
        PERSONAL_FIELDS.stream().filter(data::has).forEach(field -> personal.set(field, data.remove(field)));
        return personal;
    }

    private static Map<String, Class<? extends Fact>> types() {
        return Stream.of(Fact.class.getPermittedSubclasses())
                .<Class<? extends Fact>> map(type -> type.asSubclass(Fact.class))
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    }
}

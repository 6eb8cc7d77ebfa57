package dev.stampede.payment.adapters;

import dev.stampede.contracts.money.Money;
import dev.stampede.payment.PaymentProvider.CaptureMethod;
import dev.stampede.payment.SandboxBank;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The sandbox's charges and refunds, one item per key, written on the condition that there is none. This makes charges and
 * refunds idempotent. Tokens are not stored. Thread-safe.
 */
public final class SandboxLedger implements SandboxBank {

    /** How long a charge is {@link Outcome#PROCESSING} before it is captured. */
    static final Duration PROCESSING_TIME = Duration.ofSeconds(10);
    /** The same for a charge that is {@link #SLOW}: longer than an order is held by default, and less than it is extended. */
    static final Duration SLOW_PROCESSING_TIME = Duration.ofMinutes(20);
    /** How long an authorization is good, as of a card at Stripe. */
    static final Duration AUTHORIZED_TIME = Duration.ofDays(7);
    /** The same for a charge that is {@link #BRIEF}. */
    static final Duration BRIEF_AUTHORIZED_TIME = Duration.ofSeconds(10);
    /** Detail of a charge. */
    static final String SLOW = "slow";
    /** Detail of a charge whose authorization ends soon. */
    static final String BRIEF = "brief";
    /** Detail of an authorization that has ended. */
    static final String EXPIRED = "authorization_expired";

    static final String KEY = "pk";
    static final String OUTCOME = "outcome";
    static final String CALLBACKS = "callbacks";
    private static final String REFERENCE = "reference";
    /** The amounts that were refunded without the store having asked for it. */
    private static final String DASHBOARD = "dashboard";

    private static final String DETAIL = "detail";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String REFUNDED = "refunded";
    private static final String AT = "at";
    private static final String CALLS = "calls";
    private static final String FIRST_REFUND = "firstRefund";
    private static final String FIRST_CAPTURE = "firstCapture";
    private static final String METHOD = "captureMethod";
    private static final String CAPTURED_AMOUNT = "capturedAmount";

    enum Outcome {
        CAPTURED,
        /** To be captured by the store. */
        AUTHORIZED,
        /** A charge or a refund. */
        DECLINED,
        /** The customer must confirm. */
        ACTION_REQUIRED,
        /** Captured or authorized after {@link SandboxLedger#PROCESSING_TIME}, or longer. */
        PROCESSING,
        ABANDONED,
        /** Of a refund's own entry. */
        REFUNDED
    }

    /**
     * @param detail why a charge was declined, where to confirm it, or how it goes on
     * @param captured the minor units that were captured, if it is
     * @param refunded the minor units that were refunded
     * @param dashboard those of them that were refunded without the store having asked for it
     * @param captureBefore when the authorization ends, if it is authorized
     */
    record Entry(
            String key, Outcome outcome, String reference, String detail, Money amount, CaptureMethod method,
            long captured, long refunded, List<Long> dashboard, Instant captureBefore) {

        Entry {
            dashboard = List.copyOf(dashboard);
        }

        /** The outcome once the payment succeeds. */
        Outcome success() {
            return success(method);
        }

        static Outcome success(CaptureMethod method) {
            return method == CaptureMethod.MANUAL ? Outcome.AUTHORIZED : Outcome.CAPTURED;
        }
    }

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public SandboxLedger(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Confirmation> confirmation(String chargeKey) {
        return find(chargeKey).map(SandboxLedger::confirmation);
    }

    @Override
    public Optional<Confirmation> decide(String chargeKey, boolean isConfirmed, Callbacks callbacks) {
        var success = find(chargeKey).map(Entry::success).orElse(Outcome.CAPTURED);
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(chargeKey))
                    .updateExpression("SET #outcome = :outcome, #detail = :detail, #callbacks = :callbacks, #at = :at")
                    .conditionExpression("#outcome = :open")
                    .expressionAttributeNames(
                            Map.of("#outcome", OUTCOME, "#detail", DETAIL, "#callbacks", CALLBACKS, "#at", AT))
                    .expressionAttributeValues(Map.of(
                            ":outcome", text(isConfirmed ? success : Outcome.DECLINED),
                            ":detail", AttributeValue.fromS(isConfirmed ? "" : "authentication_failed"),
                            ":callbacks", AttributeValue.fromS(callbacks.name()),
                            ":at", now(),
                            ":open", text(Outcome.ACTION_REQUIRED))));
        } catch (ConditionalCheckFailedException decided) {
            // By a request before, or the attempt was abandoned.
        }
        return confirmation(chargeKey);
    }

    private static Confirmation confirmation(Entry entry) {
        var state = switch (entry.outcome()) {
            case ACTION_REQUIRED -> State.OPEN;
            case CAPTURED, AUTHORIZED, PROCESSING -> State.CONFIRMED;
            case DECLINED -> State.REFUSED;
            case ABANDONED, REFUNDED -> State.OVER;
        };
        return new Confirmation(state, entry.amount());
    }

    /** Stores a refund unless its key exists. @return the stored entry, the existing one if there is one */
    Entry enter(String key, Money amount, Outcome outcome, String detail) {
        return enter(key, amount, outcome, detail, CaptureMethod.AUTOMATIC);
    }

    /** Stores a charge unless its key exists. @return the stored entry, the existing one if there is one */
    Entry enter(String key, Money amount, Outcome outcome, String detail, CaptureMethod method) {
        var item = item(key, amount, outcome, detail, method);
        return put(item).map(this::settled).orElseGet(() -> entry(item).entry());
    }

    /** Stores a charge that succeeded unless its key exists. @return the existing entry, if any */
    Optional<Entry> succeed(String key, Money amount, CaptureMethod method) {
        return put(item(key, amount, Entry.success(method), "", method)).map(this::settled);
    }

    /** Captures an authorized charge or a part of it. @return the entry as it is now */
    Entry capture(String key, Money amount) {
        update(key, Outcome.AUTHORIZED, Outcome.CAPTURED, ", #captured = :amount", Map.of("#captured", CAPTURED_AMOUNT),
                Map.of(":amount", AttributeValue.fromN(Long.toString(amount.amount()))));
        return find(key).orElseThrow();
    }

    /** Changes a charge, unless it has another outcome by now. */
    private void update(
            String key, Outcome from, Outcome to, String more, Map<String, String> names,
            Map<String, AttributeValue> values) {
        var allNames = new HashMap<>(names);
        allNames.put("#outcome", OUTCOME);
        var allValues = new HashMap<>(values);
        allValues.put(":from", text(from));
        allValues.put(":to", text(to));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(key))
                    .updateExpression("SET #outcome = :to" + more)
                    .conditionExpression("#outcome = :from")
                    .expressionAttributeNames(allNames)
                    .expressionAttributeValues(allValues));
        } catch (ConditionalCheckFailedException changed) {
            // Whoever was faster decided.
        }
    }

    Optional<Entry> find(String key) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(key)).consistentRead(true)).item();
        return item.containsKey(OUTCOME) ? Optional.of(settled(entry(item))) : Optional.empty();
    }

    /** Abandons a charge that was not decided. @return the entry as it is now */
    Entry abandon(String key, Money amount) {
        return abandon(key, amount, List.of(
                Outcome.CAPTURED, Outcome.DECLINED, Outcome.PROCESSING, Outcome.AUTHORIZED));
    }

    /** Abandons a charge that was not decided, or is authorized. @return the entry as it is now */
    Entry release(String key, Money amount) {
        return abandon(key, amount, List.of(Outcome.CAPTURED, Outcome.DECLINED, Outcome.PROCESSING));
    }

    private Entry abandon(String key, Money amount, List<Outcome> lasting) {
        var values = new HashMap<>(Map.of(
                ":abandoned", text(Outcome.ABANDONED),
                ":amount", AttributeValue.fromN(Long.toString(amount.amount())),
                ":currency", AttributeValue.fromS(amount.currency()),
                ":reference", AttributeValue.fromS(reference(key)),
                ":none", AttributeValue.fromS(""),
                ":at", now()));
        lasting.forEach(outcome -> values.put(":" + outcome, text(outcome)));
        var outcomes = lasting.stream().map(outcome -> ":" + outcome).collect(Collectors.joining(", "));
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(key))
                    .updateExpression("SET #outcome = :abandoned, #at = :at, #amount = :amount, #currency = :currency, "
                            + "#reference = :reference, #detail = if_not_exists(#detail, :none)")
                    .conditionExpression("attribute_not_exists(#key) OR NOT #outcome IN (" + outcomes + ")")
                    .expressionAttributeNames(Map.of(
                            "#key", KEY, "#outcome", OUTCOME, "#at", AT, "#amount", AMOUNT, "#currency", CURRENCY,
                            "#reference", REFERENCE, "#detail", DETAIL))
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return entry(item(key, amount, Outcome.ABANDONED, "", CaptureMethod.AUTOMATIC)).entry();
        } catch (ConditionalCheckFailedException decided) {
            return settled(entry(decided.item()));
        }
    }

    /**
     * Stores a refund unless its key exists, and adds it to what was refunded of the charge.
     *
     * @param charge a captured charge of which that much is left
     * @return whether the refund is stored now; false if another one was faster
     */
    boolean refund(String key, Money amount, Entry charge) {
        var refund = item(key, amount, Outcome.REFUNDED, charge.reference(), CaptureMethod.AUTOMATIC);
        var left = Long.toString(charge.captured() - amount.amount());
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(
                    TransactWriteItem.builder().put(Put.builder().tableName(table).item(refund)
                            .conditionExpression("attribute_not_exists(" + KEY + ")").build()).build(),
                    TransactWriteItem.builder().update(Update.builder().tableName(table).key(key(charge.key()))
                            .updateExpression("ADD #refunded :amount")
                            .conditionExpression(
                                    "#outcome = :captured AND (attribute_not_exists(#refunded) OR #refunded <= :left)")
                            .expressionAttributeNames(Map.of("#refunded", REFUNDED, "#outcome", OUTCOME))
                            .expressionAttributeValues(Map.of(
                                    ":amount", AttributeValue.fromN(Long.toString(amount.amount())),
                                    ":captured", text(Outcome.CAPTURED),
                                    ":left", AttributeValue.fromN(left)))
                            .build()).build()));
            return true;
        } catch (TransactionCanceledException lost) {
            return false;
        }
    }

    /**
     * Refunds a part of a captured charge, as somebody does in a provider's dashboard: the store hears of it by a callback.
     *
     * @param amount at least 1, in minor units
     * @return false if there is no such charge, or less is left of it
     */
    public boolean refundInDashboard(String chargeKey, long amount) {
        var charge = find(chargeKey).filter(entry -> entry.outcome() == Outcome.CAPTURED);
        if (charge.isEmpty() || amount > charge.get().captured()) {
            return false;
        }
        var part = AttributeValue.fromN(Long.toString(amount));
        var left = Long.toString(charge.get().captured() - amount);
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(chargeKey))
                    .updateExpression("SET #dashboard = list_append(if_not_exists(#dashboard, :none), :parts) "
                            + "ADD #refunded :part")
                    .conditionExpression("attribute_not_exists(#refunded) OR #refunded <= :left")
                    .expressionAttributeNames(Map.of("#dashboard", DASHBOARD, "#refunded", REFUNDED))
                    .expressionAttributeValues(Map.of(
                            ":none", AttributeValue.fromL(List.of()),
                            ":parts", AttributeValue.fromL(List.of(part)),
                            ":part", part,
                            ":left", AttributeValue.fromN(left))));
            return true;
        } catch (ConditionalCheckFailedException tooMuch) {
            return false;
        }
    }

    /** The key of the first refund that was asked for of a charge: it stays the first. */
    String firstRefund(String chargeKey, String refundKey) {
        return first(FIRST_REFUND, chargeKey, refundKey);
    }

    /** The key of the first capture that was asked for of a charge: it stays the first. */
    String firstCapture(String chargeKey, String captureKey) {
        return first(FIRST_CAPTURE, chargeKey, captureKey);
    }

    private String first(String attribute, String chargeKey, String key) {
        return dynamoDb.updateItem(update -> update.tableName(table)
                .key(key(chargeKey))
                .updateExpression("SET #first = if_not_exists(#first, :key)")
                .expressionAttributeNames(Map.of("#first", attribute))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key)))
                .returnValues(ReturnValue.UPDATED_NEW))
                .attributes().get(attribute).s();
    }

    /** Counts the calls with a key. @return how many there were */
    int countCall(String key) {
        var counted = dynamoDb.updateItem(update -> update.tableName(table)
                .key(key("calls/" + key))
                .updateExpression("ADD #calls :one")
                .expressionAttributeNames(Map.of("#calls", CALLS))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .returnValues(ReturnValue.UPDATED_NEW));
        return Integer.parseInt(counted.attributes().get(CALLS).n());
    }

    /** The key of the charge with that reference. */
    static String keyOf(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }

    static String reference(String key) {
        return "sandbox:" + key;
    }

    private Optional<Dated> put(Map<String, AttributeValue> item) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException exists) {
            return Optional.of(entry(exists.item()));
        }
    }

    /** A charge that was processed long enough succeeds when somebody looks, and an old authorization ends. */
    private Entry settled(Dated dated) {
        var entry = dated.entry();
        var processing = entry.detail().equals(SLOW) ? SLOW_PROCESSING_TIME : PROCESSING_TIME;
        if (entry.outcome() == Outcome.PROCESSING && !clock.instant().isBefore(dated.at().plus(processing))) {
            update(entry.key(), Outcome.PROCESSING, entry.success(), "", Map.of(), Map.of());
            return find(entry.key()).orElseThrow();
        }
        if (entry.outcome() == Outcome.AUTHORIZED && !clock.instant().isBefore(entry.captureBefore())) {
            update(entry.key(), Outcome.AUTHORIZED, Outcome.ABANDONED, ", #detail = :expired",
                    Map.of("#detail", DETAIL),
                    Map.of(":expired", AttributeValue.fromS(EXPIRED)));
            return find(entry.key()).orElseThrow();
        }
        return entry;
    }

    private record Dated(Entry entry, Instant at) {}

    private Map<String, AttributeValue> item(
            String key, Money amount, Outcome outcome, String detail, CaptureMethod method) {
        var item = new HashMap<>(key(key));
        item.put(OUTCOME, text(outcome));
        item.put(REFERENCE, AttributeValue.fromS(reference(key)));
        item.put(DETAIL, AttributeValue.fromS(detail));
        item.put(AMOUNT, AttributeValue.fromN(Long.toString(amount.amount())));
        item.put(CURRENCY, AttributeValue.fromS(amount.currency()));
        item.put(AT, now());
        if (method == CaptureMethod.MANUAL) {
            item.put(METHOD, AttributeValue.fromS(method.name()));
        }
        return item;
    }

    private static Dated entry(Map<String, AttributeValue> item) {
        var at = Instant.parse(item.get(AT).s());
        var detail = item.get(DETAIL).s();
        var entry = new Entry(
                item.get(KEY).s(),
                Outcome.valueOf(item.get(OUTCOME).s()),
                item.get(REFERENCE).s(),
                detail,
                new Money(Long.parseLong(item.get(AMOUNT).n()), item.get(CURRENCY).s()),
                item.containsKey(METHOD) ? CaptureMethod.valueOf(item.get(METHOD).s()) : CaptureMethod.AUTOMATIC,
                Long.parseLong(item.getOrDefault(CAPTURED_AMOUNT, item.get(AMOUNT)).n()),
                item.containsKey(REFUNDED) ? Long.parseLong(item.get(REFUNDED).n()) : 0,
                item.containsKey(DASHBOARD)
                        ? item.get(DASHBOARD).l().stream().map(part -> Long.valueOf(part.n())).toList()
                        : List.of(),
                at.plus(detail.equals(BRIEF) ? BRIEF_AUTHORIZED_TIME : AUTHORIZED_TIME));
        return new Dated(entry, at);
    }

    private AttributeValue now() {
        return AttributeValue.fromS(clock.instant().toString());
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of(KEY, AttributeValue.fromS(key));
    }

    private static AttributeValue text(Outcome outcome) {
        return AttributeValue.fromS(outcome.name());
    }
}

package dev.stampede.payment.adapters;

import dev.stampede.contracts.money.Money;
import dev.stampede.payment.SandboxBank;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Detail of a charge. */
    static final String SLOW = "slow";

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

    enum Outcome {
        CAPTURED,
        /** A charge or a refund. */
        DECLINED,
        /** The customer must confirm. */
        ACTION_REQUIRED,
        /** Captured after {@link SandboxLedger#PROCESSING_TIME}, or longer. */
        PROCESSING,
        ABANDONED,
        /** Of a refund's own entry. */
        REFUNDED
    }

    /**
     * @param detail why a charge was declined, where to confirm it, or {@link #SLOW}
     * @param refunded the minor units that were refunded
     * @param dashboard those of them that were refunded without the store having asked for it
     */
    record Entry(
            String key, Outcome outcome, String reference, String detail, Money amount, long refunded,
            List<Long> dashboard) {

        Entry {
            dashboard = List.copyOf(dashboard);
        }

        Entry(String key, Outcome outcome, String reference, String detail, Money amount) {
            this(key, outcome, reference, detail, amount, 0, List.of());
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
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(chargeKey))
                    .updateExpression("SET #outcome = :outcome, #detail = :detail, #callbacks = :callbacks, #at = :at")
                    .conditionExpression("#outcome = :open")
                    .expressionAttributeNames(
                            Map.of("#outcome", OUTCOME, "#detail", DETAIL, "#callbacks", CALLBACKS, "#at", AT))
                    .expressionAttributeValues(Map.of(
                            ":outcome", text(isConfirmed ? Outcome.CAPTURED : Outcome.DECLINED),
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
            case CAPTURED, PROCESSING -> State.CONFIRMED;
            case DECLINED -> State.REFUSED;
            case ABANDONED, REFUNDED -> State.OVER;
        };
        return new Confirmation(state, entry.amount());
    }

    /** Stores a charge unless its key exists. @return the stored entry, the existing one if there is one */
    Entry enter(String key, Money amount, Outcome outcome, String detail) {
        return put(key, amount, outcome, detail).map(this::settled)
                .orElseGet(() -> new Entry(key, outcome, reference(key), detail, amount));
    }

    /** Stores a captured charge unless its key exists. @return the existing entry, if any */
    Optional<Entry> capture(String key, Money amount) {
        return put(key, amount, Outcome.CAPTURED, "").map(this::settled);
    }

    Optional<Entry> find(String key) {
        var item = dynamoDb.getItem(get -> get.tableName(table).key(key(key)).consistentRead(true)).item();
        return item.containsKey(OUTCOME) ? Optional.of(settled(entry(item))) : Optional.empty();
    }

    /** Abandons a charge that was not decided. @return the entry as it is now */
    Entry abandon(String key, Money amount) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(key))
                    .updateExpression("SET #outcome = :abandoned, #at = :at, #amount = :amount, #currency = :currency, "
                            + "#reference = :reference, #detail = if_not_exists(#detail, :none)")
                    .conditionExpression(
                            "attribute_not_exists(#key) OR NOT #outcome IN (:captured, :declined, :processing)")
                    .expressionAttributeNames(Map.of(
                            "#key", KEY, "#outcome", OUTCOME, "#at", AT, "#amount", AMOUNT, "#currency", CURRENCY,
                            "#reference", REFERENCE, "#detail", DETAIL))
                    .expressionAttributeValues(Map.of(
                            ":abandoned", text(Outcome.ABANDONED),
                            ":captured", text(Outcome.CAPTURED),
                            ":declined", text(Outcome.DECLINED),
                            ":processing", text(Outcome.PROCESSING),
                            ":amount", AttributeValue.fromN(Long.toString(amount.amount())),
                            ":currency", AttributeValue.fromS(amount.currency()),
                            ":reference", AttributeValue.fromS(reference(key)),
                            ":none", AttributeValue.fromS(""),
                            ":at", now()))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Entry(key, Outcome.ABANDONED, reference(key), "", amount);
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
        var refund = item(key, amount, Outcome.REFUNDED, charge.reference());
        var left = Long.toString(charge.amount().amount() - amount.amount());
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
        if (charge.isEmpty() || amount > charge.get().amount().amount()) {
            return false;
        }
        var part = AttributeValue.fromN(Long.toString(amount));
        var left = Long.toString(charge.get().amount().amount() - amount);
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
        return dynamoDb.updateItem(update -> update.tableName(table)
                .key(key(chargeKey))
                .updateExpression("SET #first = if_not_exists(#first, :key)")
                .expressionAttributeNames(Map.of("#first", FIRST_REFUND))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(refundKey)))
                .returnValues(ReturnValue.UPDATED_NEW))
                .attributes().get(FIRST_REFUND).s();
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

    private Optional<Dated> put(String key, Money amount, Outcome outcome, String detail) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(item(key, amount, outcome, detail))
                    .conditionExpression("attribute_not_exists(" + KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException exists) {
            return Optional.of(entry(exists.item()));
        }
    }

    /** A charge that was processed long enough is captured when somebody looks. */
    private Entry settled(Dated dated) {
        var entry = dated.entry();
        if (entry.outcome() != Outcome.PROCESSING
                || clock.instant().isBefore(dated.at().plus(
                        entry.detail().equals(SLOW) ? SLOW_PROCESSING_TIME : PROCESSING_TIME))) {
            return entry;
        }
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(key(entry.key()))
                .updateExpression("SET #outcome = :captured")
                .expressionAttributeNames(Map.of("#outcome", OUTCOME))
                .expressionAttributeValues(Map.of(":captured", text(Outcome.CAPTURED))));
        return new Entry(entry.key(), Outcome.CAPTURED, entry.reference(), entry.detail(), entry.amount());
    }

    private record Dated(Entry entry, Instant at) {}

    private Map<String, AttributeValue> item(String key, Money amount, Outcome outcome, String detail) {
        var item = new HashMap<>(key(key));
        item.put(OUTCOME, text(outcome));
        item.put(REFERENCE, AttributeValue.fromS(reference(key)));
        item.put(DETAIL, AttributeValue.fromS(detail));
        item.put(AMOUNT, AttributeValue.fromN(Long.toString(amount.amount())));
        item.put(CURRENCY, AttributeValue.fromS(amount.currency()));
        item.put(AT, now());
        return item;
    }

    private static Dated entry(Map<String, AttributeValue> item) {
        var entry = new Entry(
                item.get(KEY).s(),
                Outcome.valueOf(item.get(OUTCOME).s()),
                item.get(REFERENCE).s(),
                item.get(DETAIL).s(),
                new Money(Long.parseLong(item.get(AMOUNT).n()), item.get(CURRENCY).s()),
                item.containsKey(REFUNDED) ? Long.parseLong(item.get(REFUNDED).n()) : 0,
                item.containsKey(DASHBOARD)
                        ? item.get(DASHBOARD).l().stream().map(part -> Long.valueOf(part.n())).toList()
                        : List.of());
        return new Dated(entry, Instant.parse(item.get(AT).s()));
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

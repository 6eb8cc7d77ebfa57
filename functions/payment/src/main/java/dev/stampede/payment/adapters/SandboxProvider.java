package dev.stampede.payment.adapters;

import dev.stampede.contracts.money.Money;
import dev.stampede.payment.PaymentProvider;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A payment provider for development and tests that moves no money. The token determines the outcome:
 *
 * <pre>
 * tok_approve             captured
 * tok_decline             declined, card_declined
 * tok_insufficient_funds  declined, insufficient_funds
 * tok_action              the customer must confirm (and never does)
 * tok_timeout             captured, but the first answer is lost
 * tok_down                no answer to the first two calls of a key, then captured
 * tok_outage              no answer
 * any other               declined, invalid_token
 * </pre>
 *
 * <p>The answer to each key is stored in a ledger, one item per key, on the condition that there is none. This makes charges
 * and refunds idempotent. Tokens are not stored.
 */
public final class SandboxProvider implements PaymentProvider {

    private static final String KEY = "pk";
    private static final String OUTCOME = "outcome";
    private static final String REFERENCE = "reference";
    private static final String DETAIL = "detail";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String AT = "at";
    private static final String CALLS = "calls";

    private static final String CAPTURED = "CAPTURED";
    private static final String DECLINED = "DECLINED";
    private static final String ACTION_REQUIRED = "ACTION_REQUIRED";
    private static final String ABANDONED = "ABANDONED";
    private static final String REFUNDED = "REFUNDED";

    private static final int CALLS_UNANSWERED_WHEN_DOWN = 2;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public SandboxProvider(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public ChargeOutcome charge(Charge charge) {
        return switch (charge.token()) {
            case "tok_approve" -> answer(charge, CAPTURED, "");
            case "tok_decline" -> answer(charge, DECLINED, "card_declined");
            case "tok_insufficient_funds" -> answer(charge, DECLINED, "insufficient_funds");
            case "tok_action" -> answer(charge, ACTION_REQUIRED, "https://sandbox.example.com/confirm/" + charge.key());
            case "tok_timeout" -> captureAndLoseFirstAnswer(charge);
            case "tok_down" -> isStillDown(charge.key())
                    ? new ChargeOutcome.NoAnswer()
                    : answer(charge, CAPTURED, "");
            case "tok_outage" -> new ChargeOutcome.NoAnswer();
            default -> answer(charge, DECLINED, "invalid_token");
        };
    }

    @Override
    public AbandonOutcome abandon(String chargeKey) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key(chargeKey))
                    .updateExpression("SET #outcome = :abandoned, #at = :at")
                    .conditionExpression("attribute_not_exists(#key) OR NOT #outcome IN (:captured, :declined)")
                    .expressionAttributeNames(Map.of("#key", KEY, "#outcome", OUTCOME, "#at", AT))
                    .expressionAttributeValues(Map.of(
                            ":abandoned", AttributeValue.fromS(ABANDONED),
                            ":captured", AttributeValue.fromS(CAPTURED),
                            ":declined", AttributeValue.fromS(DECLINED),
                            ":at", now()))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new AbandonOutcome.Abandoned();
        } catch (ConditionalCheckFailedException answered) {
            var earlier = answered.item();
            return text(earlier, OUTCOME).equals(CAPTURED)
                    ? new AbandonOutcome.AlreadyCaptured(text(earlier, REFERENCE))
                    : new AbandonOutcome.Abandoned();
        }
    }

    @Override
    public RefundOutcome refund(Refund refund) {
        if (!isCaptured(refund.chargeReference(), refund.amount())) {
            return new RefundOutcome.Refused("no_such_charge");
        }
        var entry = entry(refund.key(), refund.amount(), REFUNDED, refund.chargeReference());
        var kept = enter(entry).orElse(entry);
        requireSameAmount(kept, refund.key(), refund.amount());
        return new RefundOutcome.Refunded(text(kept, REFERENCE));
    }

    private ChargeOutcome answer(Charge charge, String outcome, String detail) {
        var entry = entry(charge.key(), charge.amount(), outcome, detail);
        return outcome(enter(entry).orElse(entry), charge);
    }

    private ChargeOutcome captureAndLoseFirstAnswer(Charge charge) {
        return enter(entry(charge.key(), charge.amount(), CAPTURED, ""))
                .map(earlier -> outcome(earlier, charge))
                .orElseGet(ChargeOutcome.NoAnswer::new);
    }

    private static ChargeOutcome outcome(Map<String, AttributeValue> entry, Charge charge) {
        var outcome = text(entry, OUTCOME);
        if (outcome.equals(ABANDONED)) {
            return new ChargeOutcome.Declined("abandoned");
        }
        requireSameAmount(entry, charge.key(), charge.amount());
        return switch (outcome) {
            case CAPTURED -> new ChargeOutcome.Captured(text(entry, REFERENCE));
            case DECLINED -> new ChargeOutcome.Declined(text(entry, DETAIL));
            case ACTION_REQUIRED -> new ChargeOutcome.ActionRequired(text(entry, DETAIL));
            default -> throw new IllegalArgumentException("The key of a charge was used for a different call");
        };
    }

    private static void requireSameAmount(Map<String, AttributeValue> entry, String key, Money amount) {
        if (!amount(entry).equals(amount)) {
            throw new IllegalArgumentException("The key " + key + " was used for a different amount");
        }
    }

    /** Stores an entry unless its key exists. @return the existing entry, if any */
    private Optional<Map<String, AttributeValue>> enter(Map<String, AttributeValue> entry) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(entry)
                    .conditionExpression("attribute_not_exists(" + KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException exists) {
            return Optional.of(exists.item());
        }
    }

    private boolean isStillDown(String chargeKey) {
        var counted = dynamoDb.updateItem(update -> update.tableName(table)
                .key(key("calls/" + chargeKey))
                .updateExpression("ADD #calls :one")
                .expressionAttributeNames(Map.of("#calls", CALLS))
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .returnValues(ReturnValue.UPDATED_NEW));
        return Integer.parseInt(counted.attributes().get(CALLS).n()) <= CALLS_UNANSWERED_WHEN_DOWN;
    }

    private boolean isCaptured(String reference, Money amount) {
        var charge = dynamoDb.getItem(get -> get.tableName(table)
                .key(key(chargeKey(reference)))
                .consistentRead(true))
                .item();
        return !charge.isEmpty() && text(charge, OUTCOME).equals(CAPTURED) && amount(charge).equals(amount);
    }

    private Map<String, AttributeValue> entry(String key, Money amount, String outcome, String detail) {
        var entry = new HashMap<>(key(key));
        entry.put(OUTCOME, AttributeValue.fromS(outcome));
        entry.put(REFERENCE, AttributeValue.fromS(reference(key)));
        entry.put(DETAIL, AttributeValue.fromS(detail));
        entry.put(AMOUNT, AttributeValue.fromN(Long.toString(amount.amount())));
        entry.put(CURRENCY, AttributeValue.fromS(amount.currency()));
        entry.put(AT, now());
        return entry;
    }

    private AttributeValue now() {
        return AttributeValue.fromS(clock.instant().toString());
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of(KEY, AttributeValue.fromS(key));
    }

    private static String reference(String key) {
        return "sandbox:" + key;
    }

    private static String chargeKey(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }

    private static String text(Map<String, AttributeValue> entry, String attribute) {
        return entry.get(attribute).s();
    }

    private static Money amount(Map<String, AttributeValue> entry) {
        return new Money(Long.parseLong(entry.get(AMOUNT).n()), entry.get(CURRENCY).s());
    }
}

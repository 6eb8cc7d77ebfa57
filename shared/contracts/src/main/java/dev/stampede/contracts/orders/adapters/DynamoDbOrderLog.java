package dev.stampede.contracts.orders.adapters;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The order log in DynamoDB: one small item per fact, put on the condition that its position is free. */
public final class DynamoDbOrderLog implements OrderLog {

    /** The condition on which a fact is put: its position in the log is free. */
    public static final String POSITION_IS_FREE = "attribute_not_exists(" + FactItems.ORDER_ID + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Backoff backoff;

    public DynamoDbOrderLog(DynamoDbClient dynamoDb, String table, Clock clock, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
        this.backoff = backoff;
    }

    @Override
    public Backoff backoff() {
        return backoff;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        var facts = dynamoDb.queryPaginator(QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(FactItems.ORDER_ID + " = :id")
                .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id.value())))
                .consistentRead(true)
                .build())
                .items()
                .stream()
                .map(FactItems::fact)
                .toList();
        return facts.isEmpty() ? Optional.empty() : Optional.of(Order.of(facts));
    }

    @Override
    public Placement place(OrderId id, OrderPlaced first) {
        var recorded = new RecordedFact(id, 0, now(), correlationId(), first);
        if (put(recorded, recorded.at())) {
            return new Placement.Placed(Order.of(List.of(recorded)));
        }
        return new Placement.Existing(find(id).orElseThrow());
    }

    @Override
    public Append append(Order order, List<Fact> facts) {
        var next = order;
        var added = new ArrayList<RecordedFact>();
        for (var fact : facts) {
            var recorded = new RecordedFact(order.id(), next.nextSeq(), now(), correlationId(), fact);
            next = next.with(recorded);
            added.add(recorded);
        }
        var done = added.size() == 1 ? put(added.getFirst(), order.placedAt()) : putAll(added, order.placedAt());
        return done ? new Append.Appended(next) : new Append.Conflicted();
    }

    /** A fact at the given position, recorded now. */
    public RecordedFact record(OrderId id, int seq, String correlationId, Fact fact) {
        return new RecordedFact(id, seq, now(), correlationId, fact);
    }

    private boolean put(RecordedFact recorded, Instant placedAt) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(FactItems.item(recorded, placedAt))
                    .conditionExpression(POSITION_IS_FREE));
            return true;
        } catch (ConditionalCheckFailedException | TransactionConflictException somebodyElseWrites) {
            return false;
        }
    }

    private boolean putAll(List<RecordedFact> added, Instant placedAt) {
        try {
            dynamoDb.transactWriteItems(
                    transaction -> transaction.transactItems(added.stream()
                            .map(recorded -> Transactions.put(table, FactItems.item(recorded, placedAt),
                                    POSITION_IS_FREE))
                            .toList()));
            return true;
        } catch (TransactionCanceledException cancelled) {
            if (Reason.isLostToAnotherWriter(cancelled)) {
                return false;
            }
            throw cancelled;
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static String correlationId() {
        return Correlation.current().orElse("");
    }
}

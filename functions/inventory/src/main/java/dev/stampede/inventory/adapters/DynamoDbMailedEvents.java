package dev.stampede.inventory.adapters;

import dev.stampede.contracts.email.MailRecords;
import dev.stampede.inventory.sweep.MailedEvents;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the records of the email function. */
public final class DynamoDbMailedEvents implements MailedEvents {

    private final BatchGet records;
    private final Clock clock;

    public DynamoDbMailedEvents(DynamoDbClient dynamoDb, String table, Clock clock, Backoff backoff) {
        this.records = BatchGet.eventual(dynamoDb, table, backoff);
        this.clock = clock;
    }

    @Override
    public Set<String> among(Collection<String> eventIds) {
        var keys = eventIds.stream()
                .map(id -> Map.of(MailRecords.KEY, AttributeValue.fromS(MailRecords.key(id))))
                .toList();
        var mailed = records.items(keys).stream()
                .filter(this::isMailed)
                .map(item -> item.get(MailRecords.KEY).s())
                .collect(Collectors.toSet());
        var ids = new HashSet<>(eventIds);
        ids.removeIf(id -> !mailed.contains(MailRecords.key(id)));
        return ids;
    }

    /** A claim whose lease has ended belongs to an invocation that failed. */
    private boolean isMailed(Map<String, AttributeValue> item) {
        return !item.get(MailRecords.STATE).s().equals(MailRecords.SENDING)
                || Long.parseLong(item.get(MailRecords.LEASE_UNTIL).n()) > clock.millis();
    }
}

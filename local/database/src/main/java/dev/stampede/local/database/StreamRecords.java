package dev.stampede.local.database;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessUtils;
import software.amazon.dynamodb.services.local.shared.dataaccess.OperationType;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

/** Stream records as DynamoDB Local writes them, which adds where they come from when they are read. */
final class StreamRecords {

    private static final String EVENT_VERSION = "1.1";

    private StreamRecords() {}

    static Record of(Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> before,
            @Nullable Map<String, AttributeValue> after, StreamViewType view,
            OperationType operation, long number, long writtenAt) {
        var record = StreamRecord.builder().keys(values(key)).streamViewType(view)
                .sequenceNumber(LocalDBUtils.longToSequenceNumber(number))
                .approximateCreationDateTime(Instant.ofEpochMilli(writtenAt).truncatedTo(ChronoUnit.SECONDS));
        var bytes = LocalDBUtils.getItemSizeBytes(key);
        if (after != null && (view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES)) {
            record.newImage(values(after));
            bytes += LocalDBUtils.getItemSizeBytes(after);
        }
        if (before != null && (view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES)) {
            record.oldImage(values(before));
            bytes += LocalDBUtils.getItemSizeBytes(before);
        }
        return Record.builder().eventID(UUID.randomUUID().toString()).eventVersion(EVENT_VERSION)
                .eventName(operation.name()).dynamodb(record.sizeBytes(bytes).build()).build();
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> values(
            Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(toMap(Map.Entry::getKey,
                        entry -> SQLiteDBAccessUtils.convertLocalAttributeValue(entry.getValue())));
    }
}

package dev.stampede.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.shared.dataaccess.OperationType;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

class StreamRecordsTest {

    /** DynamoDB Local's are of whole minutes: what is computed from them would be off by up to one. */
    @Test
    void record_shouldHaveTheSecondOfTheWrite() {
        var key = Map.of("pk", new AttributeValue().withS("a"));

        var record = StreamRecords.of(key, null, key, StreamViewType.KEYS_ONLY, OperationType.INSERT, 1,
                Instant.parse("2026-11-29T10:15:59.999Z").toEpochMilli());

        assertThat(record.dynamodb().approximateCreationDateTime()).isEqualTo(Instant.parse("2026-11-29T10:15:59Z"));
    }
}

package dev.stampede.local.store.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Streams of moto. A canceled transaction replaces the table with a copy, after which existing iterators
 * return no more records. Iterators here are therefore positions, and each read gets a new moto iterator.
 *
 * <p>
 * Thread-safe.
 */
final class MotoStreams implements DynamoDbStreamsClient {

    private static final String SEPARATOR = "\n";

    private final DynamoDbStreamsClient moto;
    private final SequentialWrites calls;

    MotoStreams(DynamoDbStreamsClient moto, SequentialWrites calls) {
        this.moto = moto;
        this.calls = calls;
    }

    /** @param after sequence number of the last record read; null for the start of the shard */
    private record Position(String streamArn, String shardId, @Nullable String after) {

        static Position read(String iterator) {
            var parts = iterator.split(SEPARATOR, -1);
            return new Position(parts[0], parts[1], parts[2].isEmpty() ? null : parts[2]);
        }

        String written() {
            return String.join(SEPARATOR, streamArn, shardId, after == null ? "" : after);
        }

        Position behind(List<Record> records) {
            return records.isEmpty() ? this
                    : new Position(streamArn, shardId, records.getLast().dynamodb().sequenceNumber());
        }
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return moto.describeStream(request);
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        var position = switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> new Position(request.streamArn(), request.shardId(), null);
            case AFTER_SEQUENCE_NUMBER ->
                    new Position(request.streamArn(), request.shardId(), request.sequenceNumber());
            case LATEST -> end(new Position(request.streamArn(), request.shardId(), null));
            case AT_SEQUENCE_NUMBER, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(
                    "Iterators of type " + request.shardIteratorTypeAsString() + " are not supported");
        };
        return GetShardIteratorResponse.builder().shardIterator(position.written()).build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        var position = Position.read(request.shardIterator());
        var records = read(position, request.limit());
        return GetRecordsResponse.builder().records(records).nextShardIterator(position.behind(records).written())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        moto.close();
    }

    private Position end(Position start) {
        var position = start;
        for (var records = read(position, null); !records.isEmpty(); records = read(position, null)) {
            position = position.behind(records);
        }
        return position;
    }

    private List<Record> read(Position position, @Nullable Integer limit) {
        return calls.together(() -> {
            var iterator = moto.getShardIterator(fresh -> fresh.streamArn(position.streamArn())
                    .shardId(position.shardId()).sequenceNumber(position.after())
                    .shardIteratorType(position.after() == null ? ShardIteratorType.TRIM_HORIZON
                            : ShardIteratorType.AFTER_SEQUENCE_NUMBER))
                    .shardIterator();
            return moto.getRecords(request -> request.shardIterator(iterator).limit(limit)).records();
        });
    }
}

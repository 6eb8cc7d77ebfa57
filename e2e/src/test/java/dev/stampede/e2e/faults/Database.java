package dev.stampede.e2e.faults;

import dev.stampede.local.database.LocalDatabase;
import dev.stampede.local.store.aws.TableProvisioning;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import dev.stampede.local.store.triggers.StreamItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local with the template's tables, and a reader of their streams. Expired items stay: the machine's clock is not
 * the simulation's. For use by one simulation after another.
 */
final class Database implements AutoCloseable {

    private final LocalDatabase embedded = LocalDatabase.open(null);
    private final Map<String, TableStream> streams = new LinkedHashMap<>();

    Database(Template template) {
        var provisioning = new TableProvisioning(client());
        for (var table : template.resourcesOf("AWS::DynamoDB::Table")) {
            provisioning.createWithoutExpiry(table);
            if (Values.of(table).has("StreamSpecification")) {
                var name = table.physicalName();
                streams.put(name, new TableStream(embedded.streams(),
                        client().describeTable(request -> request.tableName(name)).table().latestStreamArn(),
                        template.stack().region()));
            }
        }
    }

    DynamoDbClient client() {
        return embedded.client();
    }

    /** What was changed in a table since it was asked last. Of one item in order; what is said of others is not kept. */
    List<StreamItem> changes(String table) {
        return streams.get(table).read();
    }

    @Override
    public void close() {
        embedded.close();
    }

    private static final class TableStream {

        /** As many records as GetRecords gives at most (Amazon DynamoDB API Reference). */
        private static final int PAGE = 1000;

        private final DynamoDbStreamsClient streams;
        private final String arn;
        private final String region;
        private String shard;
        private String iterator;
        private @Nullable String last;

        TableStream(DynamoDbStreamsClient streams, String arn, String region) {
            this.streams = streams;
            this.arn = arn;
            this.region = region;
            this.shard = shards().getLast().shardId();
            this.iterator = start();
        }

        List<StreamItem> read() {
            var items = new ArrayList<StreamItem>();
            while (true) {
                var page = page();
                page.records().forEach(change -> items.add(StreamItem.of(change, arn, region)));
                if (!items.isEmpty()) {
                    last = items.getLast().sequenceNumber();
                }
                if (page.nextShardIterator() == null) {
                    shard = shards().stream().filter(next -> shard.equals(next.parentShardId())).findFirst()
                            .orElseThrow()
                            .shardId();
                    last = null;
                    iterator = start();
                } else {
                    iterator = page.nextShardIterator();
                    if (page.records().size() < PAGE) {
                        return items;
                    }
                }
            }
        }

        private GetRecordsResponse page() {
            try {
                return streams.getRecords(request -> request.shardIterator(iterator).limit(PAGE));
            } catch (TrimmedDataAccessException | ExpiredIteratorException outdated) {
                iterator = start();
                return streams.getRecords(request -> request.shardIterator(iterator).limit(PAGE));
            }
        }

        private String start() {
            return streams.getShardIterator(request -> {
                request.streamArn(arn).shardId(shard);
                if (last == null) {
                    request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                } else {
                    request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(last);
                }
            }).shardIterator();
        }

        private List<Shard> shards() {
            return streams.describeStream(request -> request.streamArn(arn)).streamDescription().shards();
        }
    }
}

package dev.stampede.local.lab.capacity;

import dev.stampede.local.lab.capacity.Units.ReadMode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Calculates the cost of calls, meters it, and enforces limits. */
final class MeteredDynamoDb implements Intercepted.Interceptor {

    private final ItemReader images;
    private final Reads reads;
    private final Writes writes;
    private final BatchWrites batchWrites;

    private MeteredDynamoDb(DynamoDbClient client, CapacityMeter meter, Limits limits) {
        images = new ItemReader(client);
        reads = new Reads(client, images, meter, limits);
        writes = new Writes(images, meter, limits);
        batchWrites = new BatchWrites(images, meter, limits);
    }

    static DynamoDbClient around(DynamoDbClient client, @Nullable CapacityMeter meter, @Nullable Limits limits) {
        return Intercepted.client(DynamoDbClient.class, client, new MeteredDynamoDb(client,
                meter == null ? new CapacityMeter() : meter, limits == null ? Limits.NONE : limits));
    }

    @Override
    public SdkResponse answer(SdkRequest request, Intercepted.Next next) {
        return switch (request) {
            case GetItemRequest get -> reads.get(get, next);
            case QueryRequest query -> reads.query(query, next);
            case BatchGetItemRequest batch -> reads.batch(batch, next);
            case TransactGetItemsRequest transaction -> reads.transaction(transaction, next);
            case PutItemRequest put -> writes.single("PutItem",
                    ItemWrite.put(images.table(put.tableName()), put.item()), () -> next.send(put));
            case UpdateItemRequest update -> writes.single("UpdateItem",
                    ItemWrite.other(images.table(update.tableName()), ItemWrite.Action.UPDATE, update.key()),
                    () -> next.send(update));
            case DeleteItemRequest delete -> writes.single("DeleteItem",
                    ItemWrite.other(images.table(delete.tableName()), ItemWrite.Action.DELETE, delete.key()),
                    () -> next.send(delete));
            case BatchWriteItemRequest batch -> batchWrites.batch(batch, next);
            case TransactWriteItemsRequest transaction -> writes.transaction(transaction, next);
            default -> next.send(request);
        };
    }

    /** Reads are eventually consistent by default. */
    static ReadMode mode(@Nullable Boolean consistent) {
        return Boolean.TRUE.equals(consistent) ? ReadMode.CONSISTENT : ReadMode.EVENTUAL;
    }
}

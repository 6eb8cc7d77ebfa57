package dev.stampede.browse.adapters;

import dev.stampede.browse.ProductCatalog;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The catalog in DynamoDB. */
public final class DynamoDbProductCatalog implements ProductCatalog {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public DynamoDbProductCatalog(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.clock = clock;
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Found> find(ProductId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(ProductItems.key(id)));
        return found.hasItem() && ProductItems.isLive(found.item(), clock.instant())
                ? Optional.of(ProductItems.found(found.item()))
                : Optional.empty();
    }

    @Override
    public Optional<Found> find(Slug slug) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(ProductItems.key(slug)));
        return found.hasItem() ? find(ProductItems.id(found.item())) : Optional.empty();
    }
}

package dev.stampede.browse.adapters;

import static dev.stampede.contracts.catalog.ListingKeys.ALL;
import static dev.stampede.contracts.catalog.ListingKeys.ALL_SHARD;
import static dev.stampede.contracts.catalog.ListingKeys.CATEGORY_SHARD;
import static dev.stampede.contracts.catalog.ListingKeys.NAME_KEY;
import static dev.stampede.contracts.catalog.ListingKeys.NEWEST_KEY;
import static dev.stampede.contracts.catalog.ListingKeys.PRICE_KEY;

import dev.stampede.browse.ProductCatalog;
import dev.stampede.browse.ListingQuery;
import dev.stampede.browse.ProductSummary;
import dev.stampede.browse.Sort;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.sharding.ShardedIndex;
import dev.stampede.runtime.sharding.ShardedIndex.Request;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The catalog in DynamoDB: each listing is a sharded index, read from where the page begins. */
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
    public Page<ProductSummary> list(ListingQuery query, @Nullable String after, int limit) {
        var now = clock.instant();
        var byPrice = query.sort().by() == Sort.By.PRICE;
        var page = index(query).page(new Request(
                query.category() == null ? ALL : query.category().path(),
                query.sort().isAscending(),
                after,
                byPrice && query.maxPrice() != null ? ListingKeys.toPrice(query.maxPrice()) : null,
                limit,
                ListingFilter.of(query),
                item -> ProductItems.isLive(item, now)
                        && ProductItems.offersBetween(item, query.minPrice(), query.maxPrice())));
        return new Page<>(page.items().stream().map(ProductItems::summary).toList(), page.next());
    }

    private ShardedIndex index(ListingQuery query) {
        var hashKey = query.category() == null ? ALL_SHARD : CATEGORY_SHARD;
        var name = query.category() == null ? "allBy" : "categoryBy";
        return switch (query.sort().by()) {
            case PRICE -> index(name + "Price", hashKey, PRICE_KEY);
            case CREATION -> index(name + "Newest", hashKey, NEWEST_KEY);
            case NAME -> index(name + "Name", hashKey, NAME_KEY);
        };
    }

    private ShardedIndex index(String name, String hashKey, String rangeKey) {
        return new ShardedIndex(dynamoDb, table, name, hashKey, rangeKey, ListingKeys.SHARDS);
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

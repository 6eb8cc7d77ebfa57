package dev.stampede.browse.adapters;

import static dev.stampede.contracts.catalog.ListingKeys.ALL;
import static dev.stampede.contracts.catalog.ListingKeys.ALL_SHARD;
import static dev.stampede.contracts.catalog.ListingKeys.CATEGORY_SHARD;
import static dev.stampede.contracts.catalog.ListingKeys.LISTING;
import static dev.stampede.contracts.catalog.ListingKeys.LISTINGS;
import static dev.stampede.contracts.catalog.ListingKeys.NAME_KEY;
import static dev.stampede.contracts.catalog.ListingKeys.NEWEST_KEY;
import static dev.stampede.contracts.catalog.ListingKeys.PRICE_KEY;
import static dev.stampede.contracts.catalog.ListingKeys.PRODUCTS;

import dev.stampede.browse.ProductCatalog;
import dev.stampede.browse.ListingQuery;
import dev.stampede.browse.ProductSummary;
import dev.stampede.browse.Sort;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.sharding.ShardedIndex;
import dev.stampede.runtime.sharding.ShardedIndex.Request;
import dev.stampede.runtime.sharding.Shards;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

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

    /** Reads an entry of about 100 bytes for each product, so that 1,000 products cost about 13 read units. */
    @Override
    public Map<Category, Integer> productsByCategory() {
        var now = clock.instant();
        var counts = new TreeMap<Category, Integer>();
        Parallel.map(IntStream.range(0, ListingKeys.SHARDS).boxed().toList(), ListingKeys.SHARDS,
                shard -> categories(shard, now))
                .forEach(shard -> shard.forEach((category, count) -> counts.merge(category, count, Integer::sum)));
        return counts;
    }

    private Map<Category, Integer> categories(int shard, Instant now) {
        var counts = new HashMap<String, Integer>();
        Map<String, AttributeValue> start = Map.of();
        do {
            var response = dynamoDb.query(entries(Shards.key(PRODUCTS, shard), start));
            response.items().stream()
                    .filter(item -> ProductItems.isLive(item, now))
                    .forEach(item -> counts.merge(item.get(CatalogItems.CATEGORY).s(), 1, Integer::sum));
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty());
        return counts.entrySet().stream()
                .collect(Collectors.toMap(count -> new Category(count.getKey()), Map.Entry::getValue));
    }

    private QueryRequest entries(String listing, Map<String, AttributeValue> start) {
        var query = QueryRequest.builder()
                .tableName(table)
                .indexName(LISTINGS)
                .keyConditionExpression("#listing = :listing")
                .projectionExpression("#category, #status, #from, #until")
                .expressionAttributeNames(Map.of(
                        "#listing", LISTING, "#category", CatalogItems.CATEGORY, "#status", CatalogItems.STATUS,
                        "#from", CatalogItems.AVAILABLE_FROM, "#until", CatalogItems.AVAILABLE_UNTIL))
                .expressionAttributeValues(Map.of(":listing", AttributeValue.fromS(listing)));
        return (start.isEmpty() ? query : query.exclusiveStartKey(start)).build();
    }
}

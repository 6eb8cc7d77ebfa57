package dev.stampede.search.adapters;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.Offered;
import dev.stampede.contracts.catalog.OfferedVariant;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.sharding.Shards;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.index.IndexedProduct;
import dev.stampede.search.index.Picture;
import dev.stampede.search.storage.IndexSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Products in the catalog table. */
public final class DynamoDbProductSource implements IndexSource<ProductId, IndexedProduct> {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final BatchGet batchGet;

    public DynamoDbProductSource(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batchGet = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Map<ProductId, IndexedProduct> read(Collection<ProductId> ids) {
        var found = new HashMap<ProductId, IndexedProduct>();
        for (var item : batchGet.items(ids.stream().map(DynamoDbProductSource::key).toList())) {
            var publication = Publication.of(
                    text(item, CatalogItems.STATUS), text(item, CatalogItems.AVAILABLE_FROM),
                    text(item, CatalogItems.AVAILABLE_UNTIL));
            if (!publication.isDraft()) {
                var product = product(item, publication);
                found.put(product.id(), product);
            }
        }
        return found;
    }

    @Override
    public Stream<List<ProductId>> all() {
        return IntStream.range(0, ListingKeys.SHARDS)
                .mapToObj(shard -> dynamoDb.queryPaginator(query -> query.tableName(table)
                        .indexName(ListingKeys.LISTINGS)
                        .keyConditionExpression("#listing = :listing")
                        .projectionExpression(CatalogItems.PRODUCT_ID)
                        .expressionAttributeNames(Map.of("#listing", ListingKeys.LISTING))
                        .expressionAttributeValues(Map.of(
                                ":listing", AttributeValue.fromS(Shards.key(ListingKeys.PRODUCTS, shard))))))
                .flatMap(pages -> pages.stream())
                .map(page -> page.items().stream()
                        .map(item -> new ProductId(item.get(CatalogItems.PRODUCT_ID).s()))
                        .toList());
    }

    @Override
    public ProductId id(String value) {
        return new ProductId(value);
    }

    private static Map<String, AttributeValue> key(ProductId id) {
        return Map.of(CatalogItems.KEY, AttributeValue.fromS(CatalogItems.productKey(id)));
    }

    private static IndexedProduct product(Map<String, AttributeValue> item, Publication publication) {
        var variants = item.get(CatalogItems.VARIANTS).l().stream().map(AttributeValue::m).toList();
        return new IndexedProduct(
                new ProductId(item.get(CatalogItems.PRODUCT_ID).s()),
                item.get(CatalogItems.TITLE).s(),
                new Slug(item.get(CatalogItems.SLUG).s()),
                text(item, CatalogItems.SUMMARY),
                text(item, CatalogItems.DESCRIPTION),
                new Category(item.get(CatalogItems.CATEGORY).s()),
                item.get(CatalogItems.TAGS).l().stream().map(AttributeValue::s).toList(),
                variants.stream()
                        .filter(variant -> variant.containsKey(CatalogItems.OPTIONS))
                        .flatMap(variant -> variant.get(CatalogItems.OPTIONS).m().values().stream())
                        .map(AttributeValue::s)
                        .distinct()
                        .toList(),
                variants.stream().map(variant -> new Sku(variant.get(CatalogItems.SKU).s())).toList(),
                variants.stream()
                        .filter(variant -> variant.containsKey(CatalogItems.BARCODE))
                        .map(variant -> variant.get(CatalogItems.BARCODE).s())
                        .toList(),
                item.get(CatalogItems.ATTRIBUTES).m().values().stream().flatMap(DynamoDbProductSource::words).toList(),
                item.containsKey(CatalogItems.FILTERS) ? Set.copyOf(item.get(CatalogItems.FILTERS).ss()) : Set.of(),
                offered(item),
                compareAtPrice(item, variants),
                item.get(CatalogItems.CURRENCY).s(),
                picture(item),
                publication,
                Instant.parse(item.get(CatalogItems.CREATED_AT).s()));
    }

    /** What an attribute is found by; yes and no are not searched for. */
    private static Stream<String> words(AttributeValue value) {
        return switch (value.type()) {
            case S -> Stream.of(value.s());
            case N -> Stream.of(new BigDecimal(value.n()).toPlainString());
            case L -> value.l().stream().map(AttributeValue::s);
            default -> Stream.empty();
        };
    }

    private static Offered offered(Map<String, AttributeValue> item) {
        var prices = new TreeSet<Long>();
        prices.add(Long.valueOf(item.get(CatalogItems.PRICE).n()));
        prices.add(Long.valueOf(item.get(CatalogItems.PRICE_TO).n()));
        if (item.containsKey(CatalogItems.PRICES)) {
            item.get(CatalogItems.PRICES).l().forEach(price -> prices.add(Long.valueOf(price.n())));
        }
        return new Offered(Availability.valueOf(item.get(CatalogItems.AVAILABILITY).s()), prices);
    }

    private static @Nullable Long compareAtPrice(
            Map<String, AttributeValue> item, List<Map<String, AttributeValue>> variants) {
        var availability = item.get(CatalogItems.SKU_AVAILABILITY).m();
        return OfferedVariant.compareAtPrice(variants.stream()
                .map(variant -> new OfferedVariant(
                        Long.parseLong(variant.get(CatalogItems.PRICE).n()),
                        amount(variant, CatalogItems.COMPARE_AT_PRICE),
                        Optional.ofNullable(availability.get(variant.get(CatalogItems.SKU).s()))
                                .map(value -> Availability.valueOf(value.s()))
                                .orElse(Availability.OUT)))
                .toList());
    }

    private static @Nullable Picture picture(Map<String, AttributeValue> item) {
        if (!item.containsKey(CatalogItems.PICTURE)) {
            return null;
        }
        var picture = item.get(CatalogItems.PICTURE).m();
        return new Picture(
                picture.get(CatalogItems.URL).s(), text(picture, CatalogItems.ALT),
                integer(picture, CatalogItems.WIDTH), integer(picture, CatalogItems.HEIGHT));
    }

    private static @Nullable Long amount(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Long.valueOf(item.get(name).n()) : null;
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Integer.valueOf(item.get(name).n()) : null;
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}

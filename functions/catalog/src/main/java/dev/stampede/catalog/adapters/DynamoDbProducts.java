package dev.stampede.catalog.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.AVAILABLE_FROM;
import static dev.stampede.contracts.catalog.CatalogItems.AVAILABLE_UNTIL;
import static dev.stampede.contracts.catalog.CatalogItems.DESCRIPTION;
import static dev.stampede.contracts.catalog.CatalogItems.FILTERS;
import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_CUSTOMER;
import static dev.stampede.contracts.catalog.CatalogItems.MAX_PER_ORDER;
import static dev.stampede.contracts.catalog.CatalogItems.OPTIONS;
import static dev.stampede.contracts.catalog.CatalogItems.PICTURE;
import static dev.stampede.contracts.catalog.CatalogItems.PRICES;
import static dev.stampede.contracts.catalog.CatalogItems.PRODUCT_ID;
import static dev.stampede.contracts.catalog.CatalogItems.REQUIRES_SHIPPING;
import static dev.stampede.contracts.catalog.CatalogItems.REQUIRES_SIGN_IN;
import static dev.stampede.contracts.catalog.CatalogItems.SEO;
import static dev.stampede.contracts.catalog.CatalogItems.SKU_AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.STATUS;
import static dev.stampede.contracts.catalog.CatalogItems.SUMMARY;
import static dev.stampede.contracts.catalog.CatalogItems.TAX_CATEGORY;
import static dev.stampede.contracts.catalog.CatalogItems.VARIANT;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;
import static dev.stampede.contracts.catalog.CatalogItems.WEIGHT;

import dev.stampede.catalog.CatalogEntry;
import dev.stampede.catalog.Products;
import dev.stampede.catalog.Variant;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.ListingKeys;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.aws.Transactions.Reason;
import dev.stampede.runtime.sharding.ShardedIndex;
import dev.stampede.runtime.sharding.ShardedIndex.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Products in DynamoDB: the product, its SKUs and its listings in the ancestors of its category, each an item,
 * written in one transaction on the condition that neither the product's version nor the availability of its SKUs has
 * changed. Products that exchange SKUs share a transaction.
 */
public final class DynamoDbProducts implements Products {

    /** Items of a transaction (Amazon DynamoDB Developer Guide, "TransactWriteItems API"). */
    private static final int MAX_ITEMS = 100;
    private static final String IS_NEW = "attribute_not_exists(" + KEY + ")";

    /** The attributes of a product that it may lack. */
    private static final Set<String> OPTIONAL = Set.of(
            SUMMARY, DESCRIPTION, PRICES, PICTURE, FILTERS, SEO, STATUS, AVAILABLE_FROM, AVAILABLE_UNTIL, TAX_CATEGORY);
    private static final Set<String> OPTIONAL_OF_SKUS = Set.of(
            VARIANT, OPTIONS, PICTURE, MAX_PER_ORDER, MAX_PER_CUSTOMER, REQUIRES_SIGN_IN, STATUS, AVAILABLE_FROM,
            AVAILABLE_UNTIL, TAX_CATEGORY,
            REQUIRES_SHIPPING, WEIGHT);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final ShardedIndex listings;

    public DynamoDbProducts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.listings = new ShardedIndex(
                dynamoDb, table, ListingKeys.LISTINGS, ListingKeys.LISTING, ListingKeys.LISTING_KEY,
                ListingKeys.SHARDS);
    }

    @Override
    public Optional<CatalogEntry> find(ProductId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(ProductItems.key(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(ProductItems.entry(found.item())) : Optional.empty();
    }

    @Override
    public Write write(List<Change> changes) {
        var givers = new HashMap<Sku, ProductId>();
        changes.forEach(change -> change.goneSkus()
                .forEach(sku -> givers.put(sku, change.next().product().id())));
        var products = new ArrayList<TransactWriteItem>();
        var skus = new LinkedHashMap<Sku, TransactWriteItem>();
        var slugs = new LinkedHashMap<Slug, TransactWriteItem>();
        var others = new ArrayList<TransactWriteItem>();
        for (var change : changes) {
            var product = change.next().product();
            products.add(product(change, ProductItems.product(change.next())));
            product.variants().forEach(variant -> skus.put(variant.sku(), sku(change, variant, givers)));
            for (var slug : change.newSlugs()) {
                if (slugs.put(slug, slug(slug, product.id())) != null) {
                    return new Write.SlugTaken(slug);
                }
            }
        }
        without(givers.keySet(), skus.keySet()).forEach(sku -> others.add(deletion(ProductItems.key(sku))));
        // What another product wants at the same time it cannot have: it is not free yet.
        changes.stream().map(Change::goneSlugs).flatMap(Set::stream).filter(slug -> !slugs.containsKey(slug))
                .forEach(slug -> others.add(deletion(ProductItems.key(slug))));
        return products.size() + skus.size() + slugs.size() + others.size() > MAX_ITEMS
                ? new Write.TooMany()
                : commit(products, skus, slugs, others);
    }

    /** Inventory may write meanwhile; what the product offers must follow the availability that it has in the end. */
    private TransactWriteItem product(Change change, Map<String, AttributeValue> attributes) {
        var key = ProductItems.key(change.next().product().id());
        var seen = change.seen();
        return seen == null
                ? create(key, attributes)
                : withoutOptional(new ItemUpdate(key).set(attributes), attributes, OPTIONAL)
                        .where(VERSION, ProductItems.version(seen))
                        .where(SKU_AVAILABILITY, ProductItems.skuAvailability(seen))
                        .in(table);
    }

    @Override
    public Optional<Deletion> deletion(ProductId id) {
        var found = dynamoDb.getItem(
                get -> get.tableName(table).key(ProductItems.deletionKey(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(ProductItems.deletion(found.item())) : Optional.empty();
    }

    @Override
    public Write remove(CatalogEntry seen, Deletion deletion) {
        var id = seen.product().id();
        var product = TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table)
                        .key(ProductItems.key(id))
                        .conditionExpression(VERSION + " = :seen")
                        .expressionAttributeValues(Map.of(":seen", ProductItems.version(seen)))
                        .build())
                .build();
        return commit(
                List.of(product),
                Map.of(),
                Map.of(),
                Stream.concat(
                        Stream.of(put(ProductItems.deletion(id, deletion))),
                        keys(seen).map(this::deletion))
                        .toList());
    }

    /** The keys of the items that a product has besides its own. */
    private static Stream<Map<String, AttributeValue>> keys(CatalogEntry entry) {
        var id = entry.product().id();
        return Stream.of(
                entry.product().skus().stream().map(ProductItems::key),
                entry.slugs().all().stream().map(ProductItems::key))
                .flatMap(keys -> keys);
    }

    /**
     * @param products the items whose conditions fail if the write conflicts with another one
     * @param skus the items whose conditions fail if the SKU belongs to another product
     * @param slugs the items whose conditions fail if the slug belongs to another product
     */
    private Write commit(
            List<TransactWriteItem> products,
            Map<Sku, TransactWriteItem> skus,
            Map<Slug, TransactWriteItem> slugs,
            List<TransactWriteItem> others) {
        var writes = Stream.of(products, skus.values(), slugs.values(), others).flatMap(Collection::stream).toList();
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
            return new Write.Done();
        } catch (TransactionCanceledException cancelled) {
            var reasons = Reason.of(cancelled);
            if (reasons.contains(Reason.CONFLICT)
                    || reasons.subList(0, products.size()).contains(Reason.CONDITION)) {
                return new Write.Conflicted();
            }
            var rest = reasons.subList(products.size(), reasons.size()).iterator();
            for (var sku : skus.keySet()) {
                if (rest.next() == Reason.CONDITION) {
                    return new Write.Taken(sku);
                }
            }
            for (var slug : slugs.keySet()) {
                if (rest.next() == Reason.CONDITION) {
                    return new Write.SlugTaken(slug);
                }
            }
            throw cancelled;
        }
    }

    /** @param givers the products that give up SKUs in the same transaction */
    private TransactWriteItem sku(Change change, Variant variant, Map<Sku, ProductId> givers) {
        var product = change.next().product();
        var key = ProductItems.key(variant.sku());
        var attributes = new HashMap<>(ProductItems.sku(product, variant));
        var isKept = change.seen() != null && change.seen().product().skus().contains(variant.sku());
        if (!isKept && !givers.containsKey(variant.sku())) {
            attributes.put(AVAILABILITY, AttributeValue.fromS(Availability.OUT.name()));
            return create(key, attributes);
        }
        var owner = givers.getOrDefault(variant.sku(), product.id());
        return withoutOptional(new ItemUpdate(key).set(attributes), attributes, OPTIONAL_OF_SKUS)
                .setIfAbsent(AVAILABILITY, AttributeValue.fromS(Availability.OUT.name()))
                .whereAbsentOr(PRODUCT_ID, AttributeValue.fromS(owner.value()))
                .in(table);
    }

    private TransactWriteItem slug(Slug slug, ProductId id) {
        return create(ProductItems.key(slug), Map.of(PRODUCT_ID, AttributeValue.fromS(id.value())));
    }

    @Override
    public Page list(Publication.@Nullable Status status, @Nullable String after, int limit) {
        var page = listings.page(new Request(
                ListingKeys.PRODUCTS, true, after, limit,
                item -> status == null || ProductItems.publication(item).status() == status));
        return new Page(page.items().stream().map(ProductItems::listed).toList(), page.next());
    }

    private static ItemUpdate withoutOptional(
            ItemUpdate update, Map<String, AttributeValue> attributes, Collection<String> optional) {
        optional.stream().filter(name -> !attributes.containsKey(name)).forEach(update::remove);
        return update;
    }

    /** On the condition that there is no such item. */
    private TransactWriteItem create(Map<String, AttributeValue> key, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.putAll(key);
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).conditionExpression(IS_NEW).build())
                .build();
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).build())
                .build();
    }

    /** SKUs and listings change only together with their product, so the product's version also guards their deletion. */
    private TransactWriteItem deletion(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table).key(key).build())
                .build();
    }

    private static <T> Set<T> without(Set<T> all, Set<T> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

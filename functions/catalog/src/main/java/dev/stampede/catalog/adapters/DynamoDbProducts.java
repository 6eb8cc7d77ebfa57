package dev.stampede.catalog.adapters;

import static dev.stampede.catalog.adapters.ProductItems.AVAILABILITY;
import static dev.stampede.catalog.adapters.ProductItems.DESCRIPTION;
import static dev.stampede.catalog.adapters.ProductItems.IMAGE_URL;
import static dev.stampede.catalog.adapters.ProductItems.KEY;
import static dev.stampede.catalog.adapters.ProductItems.PRODUCT_ID;
import static dev.stampede.catalog.adapters.ProductItems.SKU_AVAILABILITY;
import static dev.stampede.catalog.adapters.ProductItems.SUMMARY;
import static dev.stampede.catalog.adapters.ProductItems.VARIANT;
import static dev.stampede.catalog.adapters.ProductItems.VERSION;

import dev.stampede.catalog.Availability;
import dev.stampede.catalog.CatalogEntry;
import dev.stampede.catalog.Product;
import dev.stampede.catalog.Products;
import dev.stampede.catalog.Variant;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Products in DynamoDB: the product, its SKUs and its words, each an item, changed in one transaction on the condition
 * that the product's version is the one that was read. The attributes that inventory writes are left as they are.
 */
public final class DynamoDbProducts implements Products {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbProducts(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<CatalogEntry> find(ProductId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(ProductItems.key(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(ProductItems.entry(found.item())) : Optional.empty();
    }

    @Override
    public Write create(CatalogEntry entry) {
        var product = update(entry)
                .set(Map.of(
                        AVAILABILITY, availability(entry),
                        SKU_AVAILABILITY, ProductItems.skuAvailability(entry)))
                .whereAbsent(KEY);
        return write(entry.product(), product.in(table), Set.of(), entry.words(), Set.of());
    }

    @Override
    public Write replace(CatalogEntry seen, CatalogEntry next) {
        var product = update(next).where(VERSION, ProductItems.version(seen));
        var gone = without(seen.product().skus(), next.product().skus());
        if (!gone.isEmpty()) {
            // Inventory may have written meanwhile; then the product must not keep its word on SKUs that go, nor lose
            // its newer word on those that stay.
            product.where(SKU_AVAILABILITY, ProductItems.skuAvailability(seen))
                    .set(Map.of(
                            AVAILABILITY, availability(next),
                            SKU_AVAILABILITY, ProductItems.skuAvailability(next)));
        }
        return write(
                next.product(),
                product.in(table),
                gone,
                without(next.words(), seen.words()),
                without(seen.words(), next.words()));
    }

    @Override
    public Write remove(CatalogEntry seen) {
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
                Stream.of(
                        Stream.of(product),
                        seen.product().skus().stream().map(sku -> deletion(ProductItems.key(sku))),
                        seen.words().stream().map(word -> deletion(ProductItems.key(word, id))))
                        .flatMap(part -> part)
                        .toList(),
                List.of());
    }

    private Write write(
            Product product, TransactWriteItem first, Set<Sku> goneSkus, Set<String> newWords, Set<String> goneWords) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(first);
        product.variants().forEach(variant -> writes.add(sku(product, variant)));
        goneSkus.forEach(sku -> writes.add(deletion(ProductItems.key(sku))));
        newWords.forEach(word -> writes.add(put(ProductItems.word(word, product.id()))));
        goneWords.forEach(word -> writes.add(deletion(ProductItems.key(word, product.id()))));
        return commit(writes, product.variants());
    }

    /** @param variants the SKUs that stand in the transaction behind its first item, in the same order */
    private Write commit(List<TransactWriteItem> writes, List<Variant> variants) {
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
            return new Write.Done();
        } catch (TransactionCanceledException cancelled) {
            var reasons = cancelled.cancellationReasons();
            if (reasons.stream().anyMatch(reason -> is(reason, "TransactionConflict"))
                    || is(reasons.getFirst(), "ConditionalCheckFailed")) {
                return new Write.Outrun();
            }
            for (var variant = 0; variant < variants.size(); variant++) {
                if (is(reasons.get(variant + 1), "ConditionalCheckFailed")) {
                    return new Write.Taken(variants.get(variant).sku());
                }
            }
            throw cancelled;
        }
    }

    private static boolean is(CancellationReason reason, String code) {
        return code.equals(reason.code());
    }

    private static ItemUpdate update(CatalogEntry entry) {
        var attributes = ProductItems.product(entry);
        return withoutOptional(new ItemUpdate(ProductItems.key(entry.product().id())).set(attributes), attributes,
                SUMMARY, DESCRIPTION, IMAGE_URL);
    }

    private TransactWriteItem sku(Product product, Variant variant) {
        var attributes = ProductItems.sku(product, variant);
        return withoutOptional(new ItemUpdate(ProductItems.key(variant.sku())).set(attributes), attributes,
                VARIANT, IMAGE_URL)
                        .setIfAbsent(AVAILABILITY, AttributeValue.fromS(Availability.OUT.name()))
                        .whereAbsentOr(PRODUCT_ID, AttributeValue.fromS(product.id().value()))
                        .in(table);
    }

    private static ItemUpdate withoutOptional(
            ItemUpdate update, Map<String, AttributeValue> attributes, String... optional) {
        Stream.of(optional).filter(name -> !attributes.containsKey(name)).forEach(update::remove);
        return update;
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).build())
                .build();
    }

    /** What belongs to a product is changed with it only; so the product's version guards its deletion as well. */
    private TransactWriteItem deletion(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table).key(key).build())
                .build();
    }

    private static AttributeValue availability(CatalogEntry entry) {
        return AttributeValue.fromS(entry.availability().name());
    }

    private static <T> Set<T> without(Set<T> all, Set<T> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}

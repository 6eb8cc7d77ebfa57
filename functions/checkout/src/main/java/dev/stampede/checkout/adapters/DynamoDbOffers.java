package dev.stampede.checkout.adapters;

import dev.stampede.checkout.Offer;
import dev.stampede.checkout.Offers;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.totals.adapters.GoodsAttributes;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the SKU items of the catalog table, all in one request.
 */
public final class DynamoDbOffers implements Offers {

    private final BatchGet batchGet;

    public DynamoDbOffers(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.batchGet = BatchGet.eventual(dynamoDb, table, backoff);
    }

    @Override
    public Map<Sku, Offer> find(Set<Sku> skus) {
        return batchGet.items(keys(skus)).stream()
                .map(DynamoDbOffers::offer)
                .collect(Collectors.toUnmodifiableMap(Offer::sku, Function.identity()));
    }

    private static List<Map<String, AttributeValue>> keys(Set<Sku> skus) {
        return skus.stream().map(sku -> Map.of(CatalogItems.KEY, AttributeValue.fromS(CatalogItems.skuKey(sku))))
                .toList();
    }

    private static Offer offer(Map<String, AttributeValue> item) {
        return new Offer(
                new Sku(item.get(CatalogItems.SKU).s()),
                new ProductId(item.get(CatalogItems.PRODUCT_ID).s()),
                name(item),
                new Money(Long.parseLong(item.get(CatalogItems.PRICE).n()), item.get(CatalogItems.CURRENCY).s()),
                Availability.valueOf(item.get(CatalogItems.AVAILABILITY).s()) == Availability.OUT,
                integer(item, CatalogItems.MAX_PER_ORDER),
                integer(item, CatalogItems.MAX_PER_CUSTOMER),
                item.containsKey(CatalogItems.REQUIRES_SIGN_IN),
                publication(item),
                GoodsAttributes.goods(item));
    }

    private static String name(Map<String, AttributeValue> item) {
        var title = item.get(CatalogItems.TITLE).s();
        var variant = text(item, CatalogItems.VARIANT);
        return variant == null ? title : title + ", " + variant;
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Integer.valueOf(item.get(name).n()) : null;
    }

    private static Publication publication(Map<String, AttributeValue> item) {
        return Publication.of(
                text(item, CatalogItems.STATUS),
                text(item, CatalogItems.AVAILABLE_FROM),
                text(item, CatalogItems.AVAILABLE_UNTIL));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }
}

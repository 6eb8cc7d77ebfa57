package dev.stampede.cart.adapters;

import dev.stampede.cart.Offer;
import dev.stampede.cart.Offers;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the SKU items of the catalog table, all in one request. */
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
                item.get(CatalogItems.TITLE).s(),
                item.containsKey(CatalogItems.VARIANT) ? item.get(CatalogItems.VARIANT).s() : "",
                new Money(Long.parseLong(item.get(CatalogItems.PRICE).n()), item.get(CatalogItems.CURRENCY).s()),
                Availability.valueOf(item.get(CatalogItems.AVAILABILITY).s()));
    }
}

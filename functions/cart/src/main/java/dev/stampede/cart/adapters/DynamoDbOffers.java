package dev.stampede.cart.adapters;

import dev.stampede.cart.Offer;
import dev.stampede.cart.Offers;
import dev.stampede.cart.Picture;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
                Objects.requireNonNullElse(text(item, CatalogItems.VARIANT), ""),
                options(item),
                picture(item),
                new Money(Long.parseLong(item.get(CatalogItems.PRICE).n()), item.get(CatalogItems.CURRENCY).s()),
                Availability.valueOf(item.get(CatalogItems.AVAILABILITY).s()),
                integer(item, CatalogItems.MAX_PER_ORDER),
                integer(item, CatalogItems.MAX_PER_CUSTOMER),
                item.containsKey(CatalogItems.REQUIRES_SIGN_IN),
                publication(item),
                GoodsAttributes.goods(item));
    }

    private static Map<String, String> options(Map<String, AttributeValue> item) {
        return item.containsKey(CatalogItems.OPTIONS)
                ? item.get(CatalogItems.OPTIONS).m().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, option -> option.getValue().s()))
                : Map.of();
    }

    private static @Nullable Picture picture(Map<String, AttributeValue> item) {
        if (!item.containsKey(CatalogItems.PICTURE)) {
            return null;
        }
        var picture = item.get(CatalogItems.PICTURE).m();
        return new Picture(
                picture.get(CatalogItems.URL).s(),
                text(picture, CatalogItems.ALT),
                integer(picture, CatalogItems.WIDTH),
                integer(picture, CatalogItems.HEIGHT));
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

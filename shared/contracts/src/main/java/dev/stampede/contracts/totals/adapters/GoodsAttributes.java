package dev.stampede.contracts.totals.adapters;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.totals.Goods;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link Goods} in the SKU items of the catalog table. What is usual has no attribute; every SKU item has its product. */
public final class GoodsAttributes {

    private GoodsAttributes() {}

    public static Goods goods(Map<String, AttributeValue> sku) {
        return new Goods(
                sku.containsKey(CatalogItems.TAX_CATEGORY) ? sku.get(CatalogItems.TAX_CATEGORY).s() : null,
                !sku.containsKey(CatalogItems.REQUIRES_SHIPPING) || sku.get(CatalogItems.REQUIRES_SHIPPING).bool(),
                sku.containsKey(CatalogItems.WEIGHT) ? Integer.parseInt(sku.get(CatalogItems.WEIGHT).n()) : 0,
                sku.containsKey(CatalogItems.PRODUCT_ID) ? new ProductId(sku.get(CatalogItems.PRODUCT_ID).s()) : null,
                sku.containsKey(CatalogItems.CATEGORY) ? new Category(sku.get(CatalogItems.CATEGORY).s()) : null);
    }

    public static Map<String, AttributeValue> attributes(Goods goods) {
        var attributes = new HashMap<String, AttributeValue>();
        if (goods.taxCategory() != null) {
            attributes.put(CatalogItems.TAX_CATEGORY, AttributeValue.fromS(goods.taxCategory()));
        }
        if (!goods.requiresShipping()) {
            attributes.put(CatalogItems.REQUIRES_SHIPPING, AttributeValue.fromBool(false));
        }
        if (goods.weight() > 0) {
            attributes.put(CatalogItems.WEIGHT, AttributeValue.fromN(Integer.toString(goods.weight())));
        }
        if (goods.category() != null) {
            attributes.put(CatalogItems.CATEGORY, AttributeValue.fromS(goods.category().path()));
        }
        return attributes;
    }
}

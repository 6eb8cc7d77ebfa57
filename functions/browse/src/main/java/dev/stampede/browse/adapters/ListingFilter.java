package dev.stampede.browse.adapters;

import dev.stampede.browse.ListingQuery;
import dev.stampede.browse.Sort;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.runtime.sharding.ShardedIndex.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The conditions of a listing that its sort key does not cover. What a product offers is a set of prices, of which the key
 * has the lowest: it bounds a maximum, but not a minimum. Not thread-safe.
 */
final class ListingFilter {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private ListingFilter() {}

    static @Nullable Filter of(ListingQuery query) {
        var filter = new ListingFilter();
        if (query.sort().by() != Sort.By.PRICE && query.maxPrice() != null) {
            filter.where(CatalogItems.PRICE, "<=", price(query.maxPrice()));
        }
        if (query.minPrice() != null) {
            filter.where(CatalogItems.PRICE_TO, ">=", price(query.minPrice()));
        }
        if (query.inStock()) {
            filter.where(CatalogItems.AVAILABILITY, "<>", AttributeValue.fromS(Availability.OUT.name()));
        }
        query.terms().forEach(filter::whereAny);
        return filter.conditions.isEmpty()
                ? null
                : new Filter(String.join(" AND ", filter.conditions), filter.names, filter.values);
    }

    private void where(String name, String operator, AttributeValue value) {
        var placeholder = ":filter" + values.size();
        conditions.add("#" + name + " " + operator + " " + placeholder);
        names.put("#" + name, name);
        values.put(placeholder, value);
    }

    /** A product has at least one of these terms. */
    private void whereAny(Set<String> terms) {
        var alternatives = new ArrayList<String>();
        for (var term : terms) {
            var placeholder = ":filter" + values.size();
            alternatives.add("contains(#filters, " + placeholder + ")");
            values.put(placeholder, AttributeValue.fromS(term));
        }
        names.put("#filters", CatalogItems.FILTERS);
        conditions.add("(" + String.join(" OR ", alternatives) + ")");
    }

    private static AttributeValue price(long price) {
        return AttributeValue.fromN(Long.toString(price));
    }
}

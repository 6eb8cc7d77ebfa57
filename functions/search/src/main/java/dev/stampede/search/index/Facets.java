package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import java.util.List;

/**
 * How many products there are for each choice of a filter. A filter of the query does not narrow the counts of its own facet,
 * so that they tell what another choice would find.
 *
 * @param categories by path, a category right before those in it; a product counts in its category and the ancestors of it
 * @param prices ranges that have products; a product counts in every range in which it offers a price
 * @param availability from best to worst, without those that no product has
 * @param attributes by name, those that most products have first, at most {@link #MAX_ATTRIBUTES}
 */
public record Facets(
        List<CategoryCount> categories,
        List<PriceCount> prices,
        List<AvailabilityCount> availability,
        List<Attribute> attributes) {

    public static final int MAX_CATEGORIES = 200;
    public static final int MAX_ATTRIBUTES = 20;
    public static final int MAX_VALUES = 20;

    public static final Facets NONE = new Facets(List.of(), List.of(), List.of(), List.of());

    public Facets {
        categories = List.copyOf(categories);
        prices = List.copyOf(prices);
        availability = List.copyOf(availability);
        attributes = List.copyOf(attributes);
    }

    public record CategoryCount(String category, int count) {}

    public record PriceCount(long from, long to, int count) {}

    public record AvailabilityCount(Availability availability, int count) {}

    /** @param values those that most products have first, at most {@link #MAX_VALUES} */
    public record Attribute(String name, List<ValueCount> values) {

        public Attribute {
            values = List.copyOf(values);
        }
    }

    /** @param value as in a query */
    public record ValueCount(String value, int count) {}
}

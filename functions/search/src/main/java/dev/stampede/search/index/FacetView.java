package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.search.index.FacetColumns.Counts;
import dev.stampede.search.index.Facets.Attribute;
import dev.stampede.search.index.Facets.AvailabilityCount;
import dev.stampede.search.index.Facets.CategoryCount;
import dev.stampede.search.index.Facets.PriceCount;
import dev.stampede.search.index.Facets.ValueCount;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Puts counted terms in the order in which they are shown. */
final class FacetView {

    private static final Comparator<ValueCount> MOST_FIRST = Comparator
            .comparingInt(ValueCount::count).reversed()
            .thenComparing(ValueCount::value);

    private FacetView() {}

    /** @param all for attributes without a filter @param filtered for attributes with one, by name */
    static Facets of(Counts categories, Counts prices, Counts availability, Counts all, Map<String, Counts> filtered) {
        return new Facets(
                categories(categories.terms()),
                IntStream.range(0, prices.prices().length)
                        .filter(range -> prices.prices()[range] > 0)
                        .mapToObj(range -> new PriceCount(
                                PriceRange.ALL.get(range).from(), PriceRange.ALL.get(range).to(),
                                prices.prices()[range]))
                        .toList(),
                Arrays.stream(Availability.values())
                        .filter(value -> availability.terms().containsKey(Fields.term(value)))
                        .map(value -> new AvailabilityCount(value, availability.terms().get(Fields.term(value))))
                        .toList(),
                attributes(all, filtered));
    }

    private static List<CategoryCount> categories(Map<String, Integer> terms) {
        return terms.entrySet().stream()
                .flatMap(term -> Fields.category(term.getKey()).stream()
                        .map(category -> new CategoryCount(category.path(), term.getValue())))
                .sorted(Comparator.comparingInt(CategoryCount::count).reversed()
                        .thenComparing(CategoryCount::category))
                .limit(Facets.MAX_CATEGORIES)
                .sorted(Comparator.comparing(one -> new Category(one.category())))
                .toList();
    }

    private static List<Attribute> attributes(Counts all, Map<String, Counts> filtered) {
        var byName = values(all.terms());
        filtered.forEach((name, counts) -> {
            var values = values(counts.terms()).get(name);
            if (values == null) {
                byName.remove(name);
            } else {
                byName.put(name, values);
            }
        });
        // Attributes with a filter come first, so that it can be taken back.
        return byName.entrySet().stream()
                .sorted(Comparator
                        .comparing((Map.Entry<String, List<ValueCount>> one) -> !filtered.containsKey(one.getKey()))
                        .thenComparing(one -> -one.getValue().stream().mapToInt(ValueCount::count).sum())
                        .thenComparing(Map.Entry::getKey))
                .limit(Facets.MAX_ATTRIBUTES)
                .map(one -> new Attribute(
                        one.getKey(), one.getValue().stream().sorted(MOST_FIRST).limit(Facets.MAX_VALUES).toList()))
                .toList();
    }

    private static Map<String, List<ValueCount>> values(Map<String, Integer> terms) {
        var values = new HashMap<String, List<ValueCount>>();
        terms.forEach((term, count) -> {
            if (term.startsWith(Fields.ATTRIBUTE_TERM)) {
                var separator = term.indexOf('=');
                values.computeIfAbsent(
                        term.substring(Fields.ATTRIBUTE_TERM.length(), separator), _ -> new ArrayList<>())
                        .add(new ValueCount(term.substring(separator + 1), count));
            }
        });
        return values;
    }
}

package dev.stampede.catalog;

import dev.stampede.contracts.catalog.FilterTerms;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** The value of an attribute of a product, by which listings can be filtered. */
public sealed interface Attribute {

    int MAX_NAME = 40;
    int MAX_TEXT = 100;
    int MAX_TEXTS = 20;

    /** The terms that the attribute is found by. */
    Stream<String> terms(String name);

    /** 1 to {@link #MAX_TEXT} characters. */
    record Text(String value) implements Attribute {

        public Text {
            requireText(value);
        }

        @Override
        public Stream<String> terms(String name) {
            return Stream.of(FilterTerms.attribute(name, value));
        }
    }

    record Number(BigDecimal value) implements Attribute {

        @Override
        public Stream<String> terms(String name) {
            return Stream.of(FilterTerms.attribute(name, value));
        }
    }

    record Flag(boolean value) implements Attribute {

        @Override
        public Stream<String> terms(String name) {
            return Stream.of(FilterTerms.attribute(name, Boolean.toString(value)));
        }
    }

    /** 1 to {@link #MAX_TEXTS} different texts; the attribute has each of them. */
    record Texts(List<String> values) implements Attribute {

        public Texts {
            values = List.copyOf(values);
            values.forEach(Attribute::requireText);
            if (values.isEmpty() || values.size() > MAX_TEXTS || new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException("An attribute has 1 to " + MAX_TEXTS + " different values");
            }
        }

        @Override
        public Stream<String> terms(String name) {
            return values.stream().map(value -> FilterTerms.attribute(name, value));
        }
    }

    private static void requireText(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("An attribute's value has 1 to " + MAX_TEXT + " characters");
        }
    }
}

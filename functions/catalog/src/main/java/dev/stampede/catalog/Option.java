package dev.stampede.catalog;

import java.util.HashSet;
import java.util.List;

/**
 * An option of a product, such as size or color, and the values that its variants choose from.
 *
 * @param name 1 to {@link #MAX_NAME} characters
 * @param values 1 to {@link #MAX_VALUES}, unique, of 1 to {@link #MAX_VALUE} characters, in the order shown
 */
public record Option(String name, List<String> values) {

    public static final int MAX_NAME = 40;
    public static final int MAX_VALUES = 50;
    public static final int MAX_VALUE = 60;

    public Option {
        values = List.copyOf(values);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("An option's name has 1 to " + MAX_NAME + " characters");
        }
        if (values.isEmpty() || values.size() > MAX_VALUES || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException("An option has 1 to " + MAX_VALUES + " different values");
        }
        if (values.stream().anyMatch(value -> value.isBlank() || value.length() > MAX_VALUE)) {
            throw new IllegalArgumentException("An option's value has 1 to " + MAX_VALUE + " characters");
        }
    }
}

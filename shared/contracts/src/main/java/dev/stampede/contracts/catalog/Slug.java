package dev.stampede.contracts.catalog;

import dev.stampede.runtime.json.StringValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a product in the URLs of a front end: 1 to {@link #MAX_LENGTH} lowercase letters and digits, in words separated
 * by single hyphens.
 */
public record Slug(String value) implements StringValue {

    public static final int MAX_LENGTH = 100;

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Slug {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to " + MAX_LENGTH + " lowercase letters and digits, in words separated by hyphens");
        }
    }

    /**
     * The slug of a text: {@code "Café-Crème, 2 L"} becomes {@code cafe-creme-2-l}.
     *
     * @param max the maximum length, 1 to {@link #MAX_LENGTH}
     * @return empty if the text has no letter from a to z and no digit
     */
    public static Optional<Slug> of(String text, int max) {
        var plain = SearchText.normalised(text).replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", "");
        var cut = plain.substring(0, Math.min(plain.length(), max)).replaceFirst("-$", "");
        return cut.isEmpty() ? Optional.empty() : Optional.of(new Slug(cut));
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.stampede.catalog;

import java.util.regex.Pattern;

/** A category's slug, used in URLs: 1 to 40 lowercase letters, digits and hyphens. */
public record Category(String slug) {

    public static final int MAX_LENGTH = 40;

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1," + MAX_LENGTH + "}");

    public Category {
        if (!FORM.matcher(slug).matches()) {
            throw new IllegalArgumentException("must be 1 to 40 lowercase letters, digits and hyphens");
        }
    }

    @Override
    public String toString() {
        return slug;
    }
}

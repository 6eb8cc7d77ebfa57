package dev.stampede.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What search engines are to show of a product instead of its title and summary.
 *
 * @param title at most {@link #MAX_TITLE} characters, or null
 * @param description at most {@link #MAX_DESCRIPTION} characters, or null
 */
public record Seo(@Nullable String title, @Nullable String description) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 500;

    public Seo {
        if (title != null && title.length() > MAX_TITLE
                || description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("A text for search engines is too long");
        }
    }
}

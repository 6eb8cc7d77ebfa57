package dev.stampede.browse;

import java.util.Arrays;
import java.util.List;

/** The sort order of a listing. A leading hyphen reverses it. */
public enum Sort {
    PRICE("price", By.PRICE, true),
    PRICE_REVERSED("-price", By.PRICE, false),
    NEWEST("newest", By.CREATION, false),
    NEWEST_REVERSED("-newest", By.CREATION, true),
    NAME("name", By.NAME, true),
    NAME_REVERSED("-name", By.NAME, false);

    /** The sort field. */
    public enum By {
        PRICE, CREATION, NAME
    }

    private final String text;
    private final By by;
    private final boolean ascending;

    Sort(String text, By by, boolean ascending) {
        this.text = text;
        this.by = by;
        this.ascending = ascending;
    }

    public By by() {
        return by;
    }

    public boolean isAscending() {
        return ascending;
    }

    /** The form used in a query. */
    public String text() {
        return text;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Sort::text).toList();
    }

    /** @param text one of {@link #texts()} */
    static Sort of(String text) {
        return Arrays.stream(values()).filter(sort -> sort.text.equals(text)).findFirst().orElseThrow();
    }
}

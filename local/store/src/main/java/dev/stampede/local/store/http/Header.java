package dev.stampede.local.store.http;

/** One HTTP header line. The name keeps the case in which it was sent; comparisons ignore it. */
public record Header(String name, String value) {

    public Header {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A header has a name");
        }
    }

    boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }
}

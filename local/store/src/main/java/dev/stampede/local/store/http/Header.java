package dev.stampede.local.store.http;

/** An HTTP header. The name preserves case; comparisons ignore it. */
public record Header(String name, String value) {

    public Header {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A header must have a name");
        }
    }

    boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }
}

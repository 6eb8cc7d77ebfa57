package dev.stampede.contracts.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A category of the tree, by its path, such as {@code shoes/sneakers}: 1 to {@link #MAX_DEPTH} slugs, each of 1 to 40
 * lowercase letters, digits and hyphens. A product of a category is also listed in the category's ancestors.
 */
public record Category(String path) implements Comparable<Category> {

    public static final int MAX_DEPTH = 4;
    public static final int MAX_LENGTH = 40 * MAX_DEPTH + MAX_DEPTH - 1;

    private static final String SLUG = "[a-z0-9-]{1,40}";
    private static final Pattern FORM = Pattern.compile(SLUG + "(/" + SLUG + "){0," + (MAX_DEPTH - 1) + "}");

    public Category {
        if (!FORM.matcher(path).matches()) {
            throw new IllegalArgumentException("must be 1 to " + MAX_DEPTH
                    + " names separated by '/', each of 1 to 40 lowercase letters, digits and hyphens");
        }
    }

    /** The categories that this one is in, the root first. */
    public List<Category> ancestors() {
        var slugs = path.split("/");
        return IntStream.range(1, slugs.length)
                .mapToObj(depth -> new Category(String.join("/", Arrays.asList(slugs).subList(0, depth))))
                .toList();
    }

    /** The category that this one is directly in; none for a root. */
    public Optional<Category> parent() {
        var end = path.lastIndexOf('/');
        return end < 0 ? Optional.empty() : Optional.of(new Category(path.substring(0, end)));
    }

    /** Whether it is the other one, or one of those in it. */
    public boolean isIn(Category other) {
        return path.equals(other.path) || path.startsWith(other.path + "/");
    }

    /** A category comes right before those in it, siblings by name. */
    @Override
    public int compareTo(Category other) {
        return Arrays.compare(path.split("/"), other.path.split("/"));
    }

    @Override
    public String toString() {
        return path;
    }
}

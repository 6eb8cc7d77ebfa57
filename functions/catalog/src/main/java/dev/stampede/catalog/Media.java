package dev.stampede.catalog;

import dev.stampede.contracts.id.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a product.
 *
 * @param url https or http, at most {@link #MAX_URL} characters
 * @param alt a description for those who do not see it, at most {@link #MAX_ALT} characters, or null
 * @param width pixels, 1 to {@link #MAX_SIZE}; null if unknown, like {@code height}
 * @param height pixels
 * @param skus the variants that it shows; empty if it shows all of them
 */
public record Media(
        String url, @Nullable String alt, @Nullable Integer width, @Nullable Integer height, List<Sku> skus) {

    public static final int MAX_URL = 2000;
    public static final int MAX_ALT = 300;
    public static final int MAX_SIZE = 20_000;

    public Media {
        skus = List.copyOf(skus);
        if (url.isBlank() || url.length() > MAX_URL || alt != null && alt.length() > MAX_ALT) {
            throw new IllegalArgumentException("A text of a picture is too long");
        }
        if ((width == null) != (height == null) || width != null && !isSize(width)
                || height != null && !isSize(height)) {
            throw new IllegalArgumentException("A picture's width and height are from 1 to " + MAX_SIZE + " pixels");
        }
    }

    /** Whether it shows this variant. */
    boolean shows(Sku sku) {
        return skus.isEmpty() || skus.contains(sku);
    }

    private static boolean isSize(int pixels) {
        return pixels >= 1 && pixels <= MAX_SIZE;
    }
}

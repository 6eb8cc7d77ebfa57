package dev.stampede.cart;

import org.jspecify.annotations.Nullable;

/**
 * A picture of a SKU.
 *
 * @param alt a description for those who don't see it, or null
 * @param width in pixels, or null if unknown
 * @param height in pixels, or null if unknown
 */
public record Picture(String url, @Nullable String alt, @Nullable Integer width, @Nullable Integer height) {}

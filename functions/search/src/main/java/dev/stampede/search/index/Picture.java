package dev.stampede.search.index;

import org.jspecify.annotations.Nullable;

/** @param width pixels; null if unknown, like {@code height} */
public record Picture(String url, @Nullable String alt, @Nullable Integer width, @Nullable Integer height) {}

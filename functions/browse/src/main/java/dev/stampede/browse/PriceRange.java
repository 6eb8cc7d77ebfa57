package dev.stampede.browse;

/** The lowest and the highest price of the variants in stock, or of all if none is in stock, in minor units. */
public record PriceRange(long from, long to) {}

package dev.stampede.contracts.totals;

import org.jspecify.annotations.Nullable;

/**
 * Where a purchase goes, as far as shipping and taxes depend on it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region the part of an ISO 3166-2 code after the country, such as {@code CA} for California; null if unknown
 */
public record Destination(String country, @Nullable String region) {}

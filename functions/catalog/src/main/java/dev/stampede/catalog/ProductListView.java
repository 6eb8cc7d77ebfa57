package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of products as the admin API returns it. */
record ProductListView(List<Entry> products, @Nullable String nextCursor) {

    record Entry(
            ProductId productId,
            String title,
            Slug slug,
            String category,
            String status,
            @Nullable Instant availableFrom,
            @Nullable Instant availableUntil,
            Instant updatedAt) {

        static Entry of(Products.Listed listed) {
            return new Entry(
                    listed.id(),
                    listed.title(),
                    listed.slug(),
                    listed.category().path(),
                    ProductView.text(listed.publication().status()),
                    listed.publication().from(),
                    listed.publication().until(),
                    listed.updatedAt());
        }
    }
}

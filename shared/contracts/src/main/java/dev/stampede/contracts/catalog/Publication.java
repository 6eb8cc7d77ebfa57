package dev.stampede.contracts.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when shoppers can see and buy a product. Decided by the clock at each read, not by a background job.
 *
 * @param status whether the product is published at all
 * @param from the first moment, or null for no beginning
 * @param until the first moment after the period, later than {@code from}, or null for no end
 */
public record Publication(Status status, @Nullable Instant from, @Nullable Instant until) {

    public static final Publication ALWAYS = new Publication(Status.PUBLISHED, null, null);

    /** Drafts are visible only to admins. */
    public enum Status {
        DRAFT, PUBLISHED
    }

    public Publication {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("A product must be available from before it is available until");
        }
    }

    /**
     * From the attributes of an item of the catalog.
     *
     * @param status the name of a {@link Status}; null for {@link Status#PUBLISHED}
     * @param from RFC 3339, or null
     * @param until RFC 3339, or null
     */
    public static Publication of(@Nullable String status, @Nullable String from, @Nullable String until) {
        if (status == null && from == null && until == null) {
            return ALWAYS;
        }
        return new Publication(
                status == null ? Status.PUBLISHED : Status.valueOf(status),
                from == null ? null : Instant.parse(from),
                until == null ? null : Instant.parse(until));
    }

    public boolean isDraft() {
        return status == Status.DRAFT;
    }

    /** Whether shoppers can see and buy the product at this time. */
    public boolean isLive(Instant now) {
        return !isDraft() && (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }
}

package dev.stampede.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A redelivery as the admin API returns it. @param deliveries {@code undelivered} or {@code all} */
record RedeliveryView(
        String status,
        Instant from,
        Instant to,
        String deliveries,
        int redelivered,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Nullable Instant continueFrom) {

    static final String UNDELIVERED = "undelivered";
    static final String ALL = "all";

    static RedeliveryView of(Redelivery redelivery) {
        return new RedeliveryView(redelivery.hasEnded() ? "ended" : "running", redelivery.from(), redelivery.to(),
                redelivery.all() ? ALL : UNDELIVERED, redelivery.redelivered(), redelivery.createdAt(),
                redelivery.createdBy(), redelivery.endedAt(), redelivery.continueFrom());
    }
}

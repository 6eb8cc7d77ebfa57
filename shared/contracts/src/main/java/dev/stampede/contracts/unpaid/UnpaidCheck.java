package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.aws.Retryable;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Checks a caller's limits before an order or a payment. Never writes. If the records cannot be read, the check passes: a
 * limit must not stop sales, and the payment worker enforces the limits as well. Thread-safe.
 */
public final class UnpaidCheck {

    private static final Logger LOG = LoggerFactory.getLogger(UnpaidCheck.class);

    private final UnpaidOrders unpaid;
    private final UnpaidLimits limits;
    private final Clock clock;

    public UnpaidCheck(UnpaidOrders unpaid, UnpaidLimits limits, Clock clock) {
        this.unpaid = unpaid;
        this.limits = limits;
        this.clock = clock;
    }

    /** The limit that another payment would exceed, if any. */
    public Optional<Excess> beforePayment(Collection<CallerKey> callers) {
        return first(find(callers), limits::declines);
    }

    /**
     * The limit that an order would exceed, if any.
     *
     * @param wanted units by SKU
     */
    public Optional<Excess> beforeOrder(Collection<CallerKey> callers, Map<Sku, Integer> wanted) {
        return first(find(callers), (caller, unpaid) -> limits.declines(caller, unpaid)
                .or(() -> limits.units(caller, unpaid, wanted, clock.instant())));
    }

    private static Optional<Excess> first(
            Map<CallerKey, Unpaid> known, BiFunction<CallerKey, Unpaid, Optional<Excess>> excess) {
        return known.entrySet().stream()
                .flatMap(entry -> excess.apply(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private Map<CallerKey, Unpaid> find(Collection<CallerKey> callers) {
        try {
            return unpaid.find(callers);
        } catch (RuntimeException failure) {
            // Nor does a missing table or permission close the shop.
            if (!(failure instanceof SdkException) && !Retryable.isRetryable(failure)) {
                throw failure;
            }
            LOG.warn("Cannot read unpaid orders; skipping the check: {}", failure.toString());
            return Map.of();
        }
    }
}

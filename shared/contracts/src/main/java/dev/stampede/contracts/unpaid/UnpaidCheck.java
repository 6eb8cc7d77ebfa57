package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.aws.Retryable;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a caller may begin something that they might not pay for. Reads, and never writes. If the record cannot be read,
 * everybody may: a limit must not close the shop, and the payment worker keeps the limits all the same. Thread-safe.
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

    /** The limit that another payment with another token exceeds, if any. */
    public Optional<Excess> beforePayment(Collection<CallerKey> callers) {
        return first(find(callers), limits::declines);
    }

    /**
     * The limit that an order exceeds, if any. Counts only SKUs of which the caller already holds unpaid units: an order
     * that is too large on its own is rejected when stock is reserved.
     *
     * @param wanted units by SKU
     * @param closerLook asked only about callers of whom something is known
     */
    public Optional<Excess> beforeOrder(
            Collection<CallerKey> callers, Map<Sku, Integer> wanted, Supplier<Optional<Excess>> closerLook) {
        var known = find(callers);
        return first(known, (caller, unpaid) -> limits.declines(caller, unpaid)
                .or(() -> limits.units(caller, unpaid, heldToo(unpaid, wanted), clock.instant())))
                        .or(() -> known.values().stream().allMatch(Unpaid.NOTHING::equals)
                                ? Optional.empty()
                                : closerLook.get());
    }

    private static Map<Sku, Integer> heldToo(Unpaid unpaid, Map<Sku, Integer> wanted) {
        return wanted.entrySet().stream()
                .filter(line -> unpaid.units(line.getKey()) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
            if (!Retryable.isRetryable(failure)) {
                throw failure;
            }
            LOG.warn("Unpaid orders cannot be read; the caller passes unchecked: {}", failure.toString());
            return Map.of();
        }
    }
}

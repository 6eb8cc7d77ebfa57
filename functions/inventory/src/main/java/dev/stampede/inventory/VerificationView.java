package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.verification.Verdict;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the admin API shows it.
 *
 * @param verdict VERIFIED, DIFFERENT or UNVERIFIED; the numbers are absent in the last case
 * @param difference units that appeared from nowhere (positive) or vanished (negative)
 */
record VerificationView(
        Sku sku,
        String verdict,
        @Nullable Long received,
        @Nullable Long available,
        @Nullable Long inOrders,
        @Nullable Long difference) {

    static VerificationView of(Sku sku, Verdict verdict) {
        return switch (verdict) {
            case Verified(var received, var available, var inOrders) -> new VerificationView(
                    sku, "VERIFIED", received, available, inOrders, 0L);
            case Different(var found) -> new VerificationView(
                    sku, "DIFFERENT", found.received(), found.available(), found.inOrders(), found.units());
            case Unverified unverified -> new VerificationView(sku, "UNVERIFIED", null, null, null, null);
        };
    }
}

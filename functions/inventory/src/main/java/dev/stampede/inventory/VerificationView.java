package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.inventory.verification.Overdue;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.inventory.verification.Verification;
import org.jspecify.annotations.Nullable;

/**
 * The verification of one SKU in the admin API.
 *
 * @param verdict VERIFIED, OVERDUE (the units add up, but orders have overdue steps), DIFFERENT or UNVERIFIED; for
 *     UNVERIFIED the numbers of units are absent
 * @param difference units in excess (positive) or missing (negative)
 * @param overdue absent if not all orders were checked
 */
record VerificationView(
        Sku sku,
        String verdict,
        @Nullable Long received,
        @Nullable Long available,
        @Nullable Long inOrders,
        @Nullable Long difference,
        @Nullable OverdueView overdue) {

    /**
     * The number of orders for each overdue step.
     *
     * @param units of the SKU in orders with an overdue hold end or release
     */
    record OverdueView(
            long reservations, long charges, long holds, long captures, long refunds, long releases, long mails,
            long units) {

        private static OverdueView of(Sku sku, Overdue overdue) {
            return new OverdueView(
                    overdue.orders(Kind.RESERVATION), overdue.orders(Kind.CHARGE), overdue.orders(Kind.HOLD_END),
                    overdue.orders(Kind.CAPTURE), overdue.orders(Kind.REFUND), overdue.orders(Kind.RELEASE),
                    overdue.orders(Kind.MAIL),
                    overdue.units().getOrDefault(sku, 0L));
        }
    }

    static VerificationView of(Sku sku, Verification verification) {
        var overdue = verification.isFinished() ? OverdueView.of(sku, verification.overdue()) : null;
        return switch (verification.verdicts().get(sku)) {
            case Verified(var received, var available, var inOrders) -> new VerificationView(
                    sku, verification.overdue().isNone() ? "VERIFIED" : "OVERDUE", received, available, inOrders, 0L,
                    overdue);
            case Different(var found) -> new VerificationView(
                    sku, "DIFFERENT", found.received(), found.available(), found.inOrders(), found.units(), overdue);
            case Unverified unverified -> new VerificationView(sku, "UNVERIFIED", null, null, null, null, overdue);
        };
    }
}

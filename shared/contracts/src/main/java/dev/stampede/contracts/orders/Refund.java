package dev.stampede.contracts.orders;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.RefundReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refund of an order.
 *
 * @param id the position of its {@code RefundRequested} in the log
 * @param attempt the position of the last request to pay it: the refund itself, or a retry
 * @param isWhole whether it was requested as all that was left, without an amount
 * @param lines the units that are refunded; empty for an amount alone
 * @param restock the units that return to stock once the refund is paid
 * @param returnId the {@linkplain Return#id() return} that it pays for, or null
 * @param note why, in the shop's words; can be shown to the customer
 * @param failure the provider's code, if it refused the last attempt
 */
public record Refund(
        int id,
        int attempt,
        RefundReason reason,
        Money amount,
        boolean isWhole,
        List<LineUnits> lines,
        List<LineUnits> restock,
        @Nullable Integer returnId,
        @Nullable String note,
        Status status,
        @Nullable String failure) {

    public Refund {
        lines = List.copyOf(lines);
        restock = List.copyOf(restock);
    }

    /** How far a refund is. */
    public enum Status {
        /** The payment provider is asked. */
        PENDING,
        /** The payment provider refused; an admin retries or settles it. */
        FAILED,
        /** Paid by the payment provider. */
        REFUNDED,
        /** Paid by the shop in another way. */
        SETTLED
    }

    /** Whether the customer has the money. */
    public boolean isPaid() {
        return status == Status.REFUNDED || status == Status.SETTLED;
    }

    Refund with(Status changed, @Nullable String reasonOfFailure) {
        return new Refund(
                id, attempt, reason, amount, isWhole, lines, restock, returnId, note, changed, reasonOfFailure);
    }

    Refund retried(int seq) {
        return new Refund(
                id, seq, reason, amount, isWhole, lines, restock, returnId, note, Status.PENDING, null);
    }
}

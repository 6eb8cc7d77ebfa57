package dev.stampede.contracts.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that a customer sends back.
 *
 * @param id the position of its {@code ReturnRequested} in the log
 * @param lines the units requested; once received, those that came
 * @param restock the units that returned to stock
 * @param note why, in the customer's words: personal data
 * @param refusal why the shop refused it, if it gave a reason
 * @param refundId the refund that pays for it, or null
 */
public record Return(
        int id,
        List<LineUnits> lines,
        List<LineUnits> restock,
        @Nullable String note,
        @Nullable String refusal,
        Status status,
        @Nullable Integer refundId) {

    public Return {
        lines = List.copyOf(lines);
        restock = List.copyOf(restock);
    }

    /** How far a return is. */
    public enum Status {
        /** The customer asked for it. */
        REQUESTED,
        /** The shop agreed; the customer sends the units. */
        APPROVED,
        /** The shop refused. Final. */
        REFUSED,
        /** The shop has the units. */
        RECEIVED,
        /** A refund for it was requested. Final. */
        REFUNDED
    }

    /** Whether the units are expected. */
    public boolean isOpen() {
        return status == Status.REQUESTED || status == Status.APPROVED;
    }

    Return with(Status changed) {
        return new Return(id, lines, restock, note, refusal, changed, refundId);
    }

    Return refused(@Nullable String why) {
        return new Return(id, lines, restock, note, why, Status.REFUSED, refundId);
    }

    Return received(List<LineUnits> came, List<LineUnits> restocked) {
        return new Return(id, came, restocked, note, refusal, Status.RECEIVED, refundId);
    }

    Return refunded(int refund) {
        return new Return(id, lines, restock, note, refusal, Status.REFUNDED, refund);
    }

    @Override
    public String toString() {
        return "Return[" + id + ", " + lines + ", " + status + "]";
    }
}
